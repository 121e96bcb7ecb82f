using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Functions.Links;

/// <summary>What a parent tells a child of those above it.</summary>
/// <param name="PlatformId">The child that is meant.</param>
/// <param name="Ancestors">Everyone above it, the root first.</param>
internal sealed record AncestorAnnouncement(PlatformId PlatformId, IReadOnlyList<Ancestor> Ancestors);
