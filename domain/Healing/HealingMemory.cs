namespace PlatformDeployer.Domain.Healing;

/// <summary>What a monitor remembers from one look to the next.</summary>
/// <param name="Faults">The faults not yet forgotten, by id, in ordinal order.</param>
public sealed record HealingMemory(IReadOnlyList<FaultMemory> Faults)
{
    /// <summary>Nothing ever happened.</summary>
    public static HealingMemory Empty { get; } = new([]);
}
