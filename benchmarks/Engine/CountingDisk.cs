using Embedded.Storage;

namespace PlatformDeployer.Benchmarks.Engine;

/// <summary>A disk that counts how often a file was made durable, and can take a set time for it.</summary>
internal sealed class CountingDisk(ILogDisk disk, TimeSpan syncTime = default) : ILogDisk
{
    private long _syncs;

    public long Syncs => Interlocked.Read(ref _syncs);

    public string Name => disk.Name;

    public IDisposable Acquire() => disk.Acquire();

    public IReadOnlyList<string> List() => disk.List();

    public ILogFile Create(string name) => new CountingFile(this, disk.Create(name), syncTime);

    public ILogFile OpenAppend(string name) => new CountingFile(this, disk.OpenAppend(name), syncTime);

    public Stream OpenRead(string name) => disk.OpenRead(name);

    public void Rename(string from, string to) => disk.Rename(from, to);

    public void Delete(string name) => disk.Delete(name);

    public void SyncDirectory() => disk.SyncDirectory();

    private sealed class CountingFile(CountingDisk counter, ILogFile file, TimeSpan syncTime) : ILogFile
    {
        public long Length => file.Length;

        public void Append(ReadOnlySpan<byte> bytes) => file.Append(bytes);

        public void Truncate(long length) => file.Truncate(length);

        public void Sync()
        {
            file.Sync();
            if (syncTime > TimeSpan.Zero) Thread.Sleep(syncTime);
            Interlocked.Increment(ref counter._syncs);
        }

        public void Dispose() => file.Dispose();
    }
}
