using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Functions.Links;

/// <summary>What a parent tells a child.</summary>
/// <param name="PlatformId">The child that is meant.</param>
/// <param name="Enabled">Whether the child may spawn.</param>
internal sealed record SpawningPermission(PlatformId PlatformId, bool Enabled);
