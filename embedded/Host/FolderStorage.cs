using Embedded.Storage;

namespace Embedded.Host;

/// <summary>A machine's storage in one folder.</summary>
internal sealed class FolderStorage(string folder) : IMachineStorage
{
    public string? Folder => folder;

    public ILogDisk Open(string name) => new FolderDisk(PathOf(name));

    public void Delete(string name)
    {
        string path = PathOf(name);
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
    }

    private string PathOf(string name) => Path.Combine(folder, name.Replace('/', Path.DirectorySeparatorChar));
}
