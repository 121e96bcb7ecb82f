using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>A living child of a platform that is to go.</summary>
/// <param name="Id">The child.</param>
/// <param name="Name">Its name.</param>
/// <param name="ResourceGroup">Its resource group, for when its parent cannot remove it; null while it has none.</param>
public sealed record KnownChild(PlatformId Id, string Name, string? ResourceGroup);
