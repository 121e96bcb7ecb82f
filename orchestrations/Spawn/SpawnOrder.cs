using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Spawn;

/// <summary>A platform to spawn. All else is in the registry since its request was admitted.</summary>
/// <param name="PlatformId">The platform.</param>
public sealed record SpawnOrder(PlatformId PlatformId);
