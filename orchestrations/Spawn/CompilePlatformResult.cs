using PlatformDeployer.Domain.Provisioning;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Orchestrations.Spawn;

/// <summary>What a platform will consist of, or why that cannot be said.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Failure">Why there is none.</param>
public sealed record CompilePlatformResult(ResourceGraph? Graph, ProvisioningFailure? Failure);
