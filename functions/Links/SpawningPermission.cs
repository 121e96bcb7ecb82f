namespace PlatformDeployer.Functions.Links;

/// <summary>What a parent tells a child.</summary>
/// <param name="Enabled">Whether the child may spawn.</param>
internal sealed record SpawningPermission(bool Enabled);
