using System.Collections.Concurrent;
using Embedded.Storage;

namespace Embedded.Host;

/// <summary>A machine's storage in memory; it outlives the machine, so that another can be opened on it.</summary>
internal sealed class MemoryStorage : IMachineStorage
{
    private readonly ConcurrentDictionary<string, MemoryDisk> _disks = new(StringComparer.Ordinal);

    public string? Folder => null;

    public IReadOnlyDictionary<string, MemoryDisk> Disks => _disks;

    public ILogDisk Open(string name) => _disks.GetOrAdd(name, _ => new MemoryDisk());

    public void Delete(string name) => _disks.TryRemove(name, out _);
}
