namespace PlatformDeployer.Domain.Platforms;

/// <summary>How a platform is and what was wrong with it.</summary>
public sealed record PlatformHealth
{
    /// <summary>How many incidents are kept; the oldest go first.</summary>
    public const int IncidentsMax = 20;

    /// <summary>How it is, as last seen.</summary>
    public HealthStatus Status { get; init; }

    /// <summary>When it was last heard of.</summary>
    public DateTimeOffset? LastHeartbeatAt { get; init; }

    /// <summary>When it was last looked at.</summary>
    public DateTimeOffset? LastObservedAt { get; init; }

    /// <summary>When it was last seen well.</summary>
    public DateTimeOffset? LastHealthyAt { get; init; }

    /// <summary>What was wrong, latest first.</summary>
    public IReadOnlyList<Incident> Incidents { get; init; } = [];
}
