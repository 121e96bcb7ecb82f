using Embedded.Host;
using Embedded.Storage;

namespace PlatformDeployer.Simulation.World;

/// <summary>The disks of a machine as one that runs sees them; the media outlive it.</summary>
internal sealed class SimulatedStorage(SortedDictionary<string, MemoryDisk> media, MachineClock clock, DiskFaults faults) : IMachineStorage
{
    public string? Folder => null;

    public ILogDisk Open(string name)
    {
        if (!media.TryGetValue(name, out MemoryDisk? medium)) faults.Step(name, "make", () => media.Add(name, medium = new MemoryDisk()));
        return new SimulatedDisk(name, medium!, clock, faults);
    }

    public void Delete(string name) => faults.Step(name, "remove", () => media.Remove(name));
}
