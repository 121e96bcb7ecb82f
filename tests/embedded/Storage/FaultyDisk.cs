namespace Embedded.Storage.Tests;

internal enum DiskOperation
{
    Create,
    OpenAppend,
    OpenRead,
    List,
    Append,
    Truncate,
    Sync,
    Rename,
    Delete,
    SyncDirectory,
}

/// <summary>
/// A disk that counts its operations and misbehaves at those a test names: before it, after it, in the middle of a write, or by not doing it at
/// all. Once it "crashed", every later operation fails, so nothing a log does afterwards can reach the medium.
/// </summary>
internal sealed class FaultyDisk(MemoryDisk disk) : ILogDisk
{
    private readonly Lock _sync = new();
    private int _count;
    private bool _dead;

    /// <summary>Decides, per operation and its number from 0, what happens.</summary>
    public Func<DiskOperation, int, Fault> Plan { get; set; } = (_, _) => Fault.None;

    public List<DiskOperation> Operations { get; } = [];

    public string Name => disk.Name;

    public IDisposable Acquire() => disk.Acquire();

    public IReadOnlyList<string> List() => Run(DiskOperation.List, disk.List);

    public ILogFile Create(string name) => Run(DiskOperation.Create, () => new File(this, disk.Create(name)));

    public ILogFile OpenAppend(string name) => Run(DiskOperation.OpenAppend, () => new File(this, disk.OpenAppend(name)));

    public Stream OpenRead(string name) => Run(DiskOperation.OpenRead, () => disk.OpenRead(name));

    public void Rename(string from, string to) => Run(DiskOperation.Rename, () => disk.Rename(from, to));

    public void Delete(string name) => Run(DiskOperation.Delete, () => disk.Delete(name));

    public void SyncDirectory() => Run(DiskOperation.SyncDirectory, disk.SyncDirectory);

    private void Run(DiskOperation operation, Action action) => Run(operation, () =>
    {
        action();
        return true;
    });

    private T Run<T>(DiskOperation operation, Func<T> action)
    {
        Fault fault = Next(operation);
        if (fault is Fault.ErrorBefore or Fault.CrashBefore)
        {
            throw new IOException($"{operation} failed, as the test asked.");
        }

        T result = fault is Fault.Lost ? default! : action();
        return fault is Fault.ErrorAfter or Fault.CrashAfter ? throw new IOException($"{operation} failed, as the test asked.") : result;
    }

    private Fault Next(DiskOperation operation)
    {
        lock (_sync)
        {
            if (_dead)
            {
                throw new IOException("The machine is down.");
            }

            Operations.Add(operation);
            Fault fault = Plan(operation, _count++);
            _dead = fault is Fault.CrashBefore or Fault.CrashAfter or Fault.CrashShort;
            return fault;
        }
    }

    private sealed class File(FaultyDisk owner, ILogFile file) : ILogFile
    {
        public long Length => file.Length;

        public void Append(ReadOnlySpan<byte> bytes)
        {
            Fault fault = owner.Next(DiskOperation.Append);
            if (fault is Fault.ErrorBefore or Fault.CrashBefore)
            {
                throw new IOException("There is no space left on the device, as the test asked.");
            }

            bool isShort = fault is Fault.ErrorShort or Fault.CrashShort;
            file.Append(isShort ? bytes[..(bytes.Length / 2)] : bytes);
            if (isShort || fault is Fault.ErrorAfter or Fault.CrashAfter)
            {
                throw new IOException("The write failed, as the test asked.");
            }
        }

        public void Truncate(long length) => owner.Run(DiskOperation.Truncate, () => file.Truncate(length));

        public void Sync() => owner.Run(DiskOperation.Sync, file.Sync);

        public void Dispose() => file.Dispose();
    }
}
