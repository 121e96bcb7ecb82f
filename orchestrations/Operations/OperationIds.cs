using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Operations;

/// <summary>
/// The ids of the orchestrations of a platform. They follow from the platform's id, so that asking for the same thing twice is one thing.
/// </summary>
public static class OperationIds
{
    /// <summary>What the ids of spawns begin with.</summary>
    public const string SpawnPrefix = "spawn-";

    /// <summary>What the ids of retirements begin with.</summary>
    public const string RetirePrefix = "retire-";

    /// <summary>What the ids of monitors begin with.</summary>
    public const string MonitorPrefix = "monitor-";

    /// <summary>The spawn of a platform.</summary>
    public static string Spawn(PlatformId id) => SpawnPrefix + id.Value;

    /// <summary>The retirement of a platform.</summary>
    public static string Retire(PlatformId id) => RetirePrefix + id.Value;

    /// <summary>The monitor of a platform.</summary>
    public static string Monitor(PlatformId id) => MonitorPrefix + id.Value;

    /// <summary>Whether an id is of a spawn, a retirement or a monitor, and not of a sub-orchestration.</summary>
    public static bool IsOfAPlatform(string instanceId)
    {
        ArgumentNullException.ThrowIfNull(instanceId);
        return IsOperation(instanceId)
            || (instanceId.StartsWith(MonitorPrefix, StringComparison.Ordinal) && PlatformId.TryParse(instanceId[MonitorPrefix.Length..], out _));
    }

    /// <summary>Whether an id is one that users follow as an operation.</summary>
    public static bool IsOperation(string instanceId)
    {
        ArgumentNullException.ThrowIfNull(instanceId);
        string? id = instanceId.StartsWith(SpawnPrefix, StringComparison.Ordinal) ? instanceId[SpawnPrefix.Length..]
            : instanceId.StartsWith(RetirePrefix, StringComparison.Ordinal) ? instanceId[RetirePrefix.Length..]
            : null;
        return PlatformId.TryParse(id, out _);
    }
}
