namespace PlatformDeployer.Domain.Healing;

/// <summary>What was seen of one platform at one moment.</summary>
/// <param name="At">When.</param>
/// <param name="Observer">Whether the observer can be trusted.</param>
/// <param name="GroupExists">Whether its resource group is there; null when that was not found out.</param>
/// <param name="Site">What the resource manager says of its site.</param>
/// <param name="Endpoint">How its endpoint answered.</param>
/// <param name="Latency">How long the answer took; null without one.</param>
/// <param name="MissingKeys">The keys of resources that are not there.</param>
/// <param name="UnhealthyTiers">The levels of tiers whose health check failed.</param>
/// <param name="HeartbeatAge">How long it has been silent while it was watched; null when it cannot be said.</param>
/// <param name="HasForgotten">Whether its program answers and knows nothing of having been activated: what it kept is lost.</param>
/// <param name="Siblings">How many of its siblings look sick, too; null when it looks well itself.</param>
public sealed record Observation(
    DateTimeOffset At,
    ObserverCheck Observer,
    bool? GroupExists,
    SiteState Site,
    EndpointAnswer Endpoint,
    TimeSpan? Latency,
    IReadOnlyList<string> MissingKeys,
    IReadOnlyList<int> UnhealthyTiers,
    TimeSpan? HeartbeatAge,
    bool HasForgotten = false,
    SiblingView? Siblings = null);
