using PlatformDeployer.Contracts.Platforms;

namespace PlatformDeployer.Simulation.Machine;

/// <summary>A spawn that a client asks for, as often as it likes, by one key.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Name">The platform's name.</param>
/// <param name="Template">What it is made from.</param>
/// <param name="ParentId">The platform to spawn under; null for the root.</param>
internal sealed record ClientSpawn(string Key, string Name, string Template, string? ParentId)
{
    /// <summary>What was answered, once it was.</summary>
    public PlatformAccepted? Accepted { get; set; }

    /// <summary>Whether anybody asked for its end, or for that of one above it.</summary>
    public bool MayEnd { get; set; }
}
