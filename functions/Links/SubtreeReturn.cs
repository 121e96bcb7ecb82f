using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Functions.Links;

/// <summary>What a parent gives a child back.</summary>
/// <param name="PlatformId">The child that is meant.</param>
/// <param name="Platforms">Living platforms below it, parents before children.</param>
internal sealed record SubtreeReturn(PlatformId PlatformId, IReadOnlyList<PlatformRecord> Platforms);
