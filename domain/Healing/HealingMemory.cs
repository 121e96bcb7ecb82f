namespace PlatformDeployer.Domain.Healing;

/// <summary>What a monitor remembers from one look to the next.</summary>
/// <param name="Faults">The faults not yet forgotten, by id, in ordinal order.</param>
/// <param name="SuspectedSince">Since when the observer has been suspected without a break; null when it is trusted.</param>
public sealed record HealingMemory(IReadOnlyList<FaultMemory> Faults, DateTimeOffset? SuspectedSince = null)
{
    /// <summary>Nothing ever happened.</summary>
    public static HealingMemory Empty { get; } = new([]);
}
