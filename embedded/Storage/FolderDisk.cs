namespace Embedded.Storage;

/// <summary>A folder of the file system, made if it does not exist.</summary>
internal sealed class FolderDisk : ILogDisk
{
    private const string LockFile = "lock";
    private readonly string _path;

    public FolderDisk(string path)
    {
        _path = Path.GetFullPath(path);
        if (!Directory.Exists(_path))
        {
            Directory.CreateDirectory(_path);
            if (Path.GetDirectoryName(_path) is { } parent)
            {
                DirectorySync.Sync(parent);
            }
        }
    }

    public string Name => _path;

    public IDisposable Acquire()
    {
        try
        {
            // The operating system gives the lock back when the process dies; the file itself stays, since removing it would race with a next owner.
            return new FileStream(At(LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && File.Exists(At(LockFile)))
        {
            throw new LogInUseException(_path, e);
        }
    }

    public IReadOnlyList<string> List() => [.. Directory.EnumerateFiles(_path).Select(file => Path.GetFileName(file))];

    public ILogFile Create(string name) => new FolderFile(File.OpenHandle(At(name), FileMode.Create, FileAccess.Write, FileShare.Read));

    public ILogFile OpenAppend(string name) => new FolderFile(File.OpenHandle(At(name), FileMode.Open, FileAccess.Write, FileShare.Read));

    public Stream OpenRead(string name) => new FileStream(At(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);

    public void Rename(string from, string to) => File.Move(At(from), At(to), overwrite: true);

    public void Delete(string name) => File.Delete(At(name));

    public void SyncDirectory() => DirectorySync.Sync(_path);

    private string At(string name) => Path.Combine(_path, name);
}
