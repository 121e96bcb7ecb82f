namespace Embedded.Storage;

/// <summary>A folder of the file system, made if it does not exist.</summary>
internal sealed class FolderDisk : ILogDisk
{
    private readonly string _path;
    private FolderOwnership? _owner;

    public FolderDisk(string path)
    {
        _path = Path.GetFullPath(path);
        CreateDurably(_path);
    }

    public string Name => _path;

    public IDisposable Acquire() => _owner = FolderOwnership.Take(_path);

    public IReadOnlyList<string> List() => [.. Directory.EnumerateFiles(_path).Select(file => Path.GetFileName(file))];

    public ILogFile Create(string name)
    {
        _owner?.Require();
        return new FolderFile(File.OpenHandle(At(name), FileMode.Create, FileAccess.Write, FileShare.Read), _owner);
    }

    public ILogFile OpenAppend(string name) => new FolderFile(File.OpenHandle(At(name), FileMode.Open, FileAccess.Write, FileShare.Read), _owner);

    public Stream OpenRead(string name) => new FileStream(At(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);

    public void Rename(string from, string to)
    {
        _owner?.Require();
        File.Move(At(from), At(to), overwrite: true);
    }

    public void Delete(string name)
    {
        _owner?.Require();
        File.Delete(At(name));
    }

    public void SyncDirectory() => DirectorySync.Sync(_path);

    /// <summary>A name is durable only in a folder whose own name is, so each new folder is made durable where it stands.</summary>
    private static void CreateDurably(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        string? parent = Path.GetDirectoryName(path);
        if (parent is not null)
        {
            CreateDurably(parent);
        }

        Directory.CreateDirectory(path);
        if (parent is not null)
        {
            DirectorySync.Sync(parent);
        }
    }

    private string At(string name) => Path.Combine(_path, name);
}
