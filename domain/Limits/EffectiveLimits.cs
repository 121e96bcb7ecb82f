namespace PlatformDeployer.Domain.Limits;

/// <summary>The limits in force at one platform for everything below it. Null means unlimited. Every limit knows whose it is.</summary>
/// <param name="Depth">Generations below.</param>
/// <param name="Children">Living children of the platform, and of each one below it.</param>
/// <param name="Descendants">The allocation the platform may share out: a child takes 1 and what it is allocated itself.</param>
/// <param name="Templates">Templates that may be used.</param>
/// <param name="Regions">Regions that may be used.</param>
public sealed record EffectiveLimits(
    DepthLimit? Depth = null,
    CountLimit? Children = null,
    CountLimit? Descendants = null,
    SetLimit? Templates = null,
    SetLimit? Regions = null)
{
    /// <summary>No limit at all: what a root has unless it is given some.</summary>
    public static EffectiveLimits Unlimited { get; } = new();
}
