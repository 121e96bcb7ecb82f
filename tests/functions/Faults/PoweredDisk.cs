using Embedded.Storage;

namespace PlatformDeployer.Functions.Tests.Faults;

/// <summary>A disk that works as long as there is power.</summary>
internal sealed class PoweredDisk(ILogDisk disk, PowerSupply supply) : ILogDisk
{
    public string Name => disk.Name;

    public IDisposable Acquire() => disk.Acquire();

    public IReadOnlyList<string> List() => disk.List();

    public Stream OpenRead(string name) => disk.OpenRead(name);

    public ILogFile Create(string name)
    {
        supply.Step();
        return new PoweredFile(disk.Create(name), supply);
    }

    public ILogFile OpenAppend(string name)
    {
        supply.Step();
        return new PoweredFile(disk.OpenAppend(name), supply);
    }

    public void Rename(string from, string to)
    {
        supply.Step();
        disk.Rename(from, to);
    }

    public void Delete(string name)
    {
        supply.Step();
        disk.Delete(name);
    }

    public void SyncDirectory()
    {
        supply.Step();
        disk.SyncDirectory();
    }
}
