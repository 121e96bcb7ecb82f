namespace PlatformDeployer.Domain.Platforms;

/// <summary>One page of what a registry found.</summary>
/// <param name="Platforms">The platforms, in the order of their ids.</param>
/// <param name="SkipToken">Where the next page begins; null on the last.</param>
public sealed record RegistryPage(IReadOnlyList<PlatformRecord> Platforms, string? SkipToken);
