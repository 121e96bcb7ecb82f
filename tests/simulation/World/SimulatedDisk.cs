using Embedded.Storage;

namespace PlatformDeployer.Simulation.World;

/// <summary>A disk as one running machine sees it; what is on the medium outlives the machine.</summary>
internal sealed class SimulatedDisk(string name, MemoryDisk medium, MachineClock clock, DiskFaults faults) : ILogDisk
{
    public string Name => name;

    public IDisposable Acquire() => medium.Acquire();

    public IReadOnlyList<string> List() => medium.List();

    public Stream OpenRead(string name) => medium.OpenRead(name);

    public ILogFile Create(string name)
    {
        ILogFile? file = null;
        Step("create", () => file = medium.Create(name));
        return new SimulatedFile(this, file!, name, faults);
    }

    public ILogFile OpenAppend(string name) => new SimulatedFile(this, medium.OpenAppend(name), name, faults);

    public void Rename(string from, string to) => Step("rename", () => medium.Rename(from, to));

    public void Delete(string name) => Step("delete", () => medium.Delete(name));

    public void SyncDirectory() => Step("directory sync", medium.SyncDirectory);

    public void Enqueue(Action write) => clock.Enqueue(write, faults.Delay());

    public void Step(string operation, Action action) => faults.Step(name, operation, action);
}
