using System.Collections.Concurrent;
using Embedded.Host;
using Embedded.Storage;

namespace PlatformDeployer.Functions.Tests.Faults;

/// <summary>
/// A machine's storage in memory that loses power at a chosen step of whichever of its disks takes it: that step and all after it fail, on every disk at
/// once. When power is back the disks hold what was synced and, by chance, some of what was not.
/// </summary>
internal sealed class PowerCutStorage : IMachineStorage
{
    private readonly ConcurrentDictionary<string, MemoryDisk> _disks = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private PowerSupply _supply = new();

    public string? Folder => null;

    /// <summary>Whether power is lost.</summary>
    public bool IsDown => Supply.Lost.IsCompleted;

    /// <summary>Completes when power is lost.</summary>
    public Task Lost => Supply.Lost;

    /// <summary>The steps since power was last switched on.</summary>
    public long Steps => Supply.Steps;

    private PowerSupply Supply
    {
        get
        {
            lock (_gate) return _supply;
        }
    }

    public ILogDisk Open(string name)
    {
        PowerSupply supply = Supply;
        supply.Step();
        return new PoweredDisk(_disks.GetOrAdd(name, _ => new MemoryDisk()), supply);
    }

    public void Delete(string name)
    {
        Supply.Step();
        _disks.TryRemove(name, out _);
    }

    /// <summary>Has power go after so many more steps.</summary>
    public void CutAfter(long steps) => Supply.CutAfter(steps);

    /// <summary>Has power stay.</summary>
    public void Spare() => Supply.CutAfter(long.MaxValue / 2);

    /// <summary>Switches power on again, after the machine on it was abandoned. Whatever is left of that machine never gets at the disks again.</summary>
    public void Restore(Random chance)
    {
        lock (_gate)
        {
            _supply.Cut();
            foreach (MemoryDisk disk in _disks.Values) disk.Crash(chance);
            _supply = new PowerSupply();
        }
    }
}
