using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Spawn;

/// <summary>A tier to check.</summary>
/// <param name="PlatformId">The platform.</param>
/// <param name="Level">The tier.</param>
public sealed record TierCheckOrder(PlatformId PlatformId, int Level);
