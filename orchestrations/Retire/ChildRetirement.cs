using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>A child that its parent shall retire.</summary>
/// <param name="ParentEndpoint">Where the parent is reached.</param>
/// <param name="PlatformId">The child.</param>
public sealed record ChildRetirement(string ParentEndpoint, PlatformId PlatformId);
