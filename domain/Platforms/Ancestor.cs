using PlatformDeployer.Domain.Lineage;

namespace PlatformDeployer.Domain.Platforms;

/// <summary>A platform above another, as its descendant knows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Path">Its place in the genealogy.</param>
/// <param name="Endpoint">Its address at the time the descendant was spawned.</param>
public sealed record Ancestor(PlatformId Id, PlatformPath Path, string? Endpoint);
