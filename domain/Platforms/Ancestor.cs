using PlatformDeployer.Domain.Lineage;

namespace PlatformDeployer.Domain.Platforms;

/// <summary>A platform above another, as its descendant knows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Path">Its place in the genealogy.</param>
/// <param name="Endpoint">Its address, as it was when the descendant was spawned or last told.</param>
public sealed record Ancestor(PlatformId Id, PlatformPath Path, string? Endpoint);
