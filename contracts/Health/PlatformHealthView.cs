namespace PlatformDeployer.Contracts.Health;

/// <summary>How a platform is, as <c>GET /platforms/{id}/health</c> shows it.</summary>
/// <param name="PlatformId">The platform.</param>
/// <param name="Status">Healthy, Unhealthy or Unknown.</param>
/// <param name="LastHeartbeatAt">When it was last heard of.</param>
/// <param name="LastObservedAt">When it was last looked at.</param>
/// <param name="LastHealthyAt">When it was last seen well.</param>
/// <param name="Incidents">What was wrong and what was done, latest first.</param>
public sealed record PlatformHealthView(
    string PlatformId,
    string Status,
    DateTimeOffset? LastHeartbeatAt,
    DateTimeOffset? LastObservedAt,
    DateTimeOffset? LastHealthyAt,
    IReadOnlyList<IncidentView> Incidents);
