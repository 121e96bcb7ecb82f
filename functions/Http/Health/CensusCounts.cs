using PlatformDeployer.Contracts.Platforms;

namespace PlatformDeployer.Functions.Http.Health;

/// <summary>How many there are.</summary>
/// <param name="Platforms">Platforms at and below this one, by state.</param>
/// <param name="Operations">Operations of this platform, by kind and the status of their orchestration.</param>
internal sealed record CensusCounts(
    IReadOnlyDictionary<PlatformState, long> Platforms, IReadOnlyDictionary<(string Kind, string Status), long> Operations);
