namespace PlatformDeployer.Contracts.Health;

/// <summary>One thing that was wrong.</summary>
/// <param name="Fault">What was wrong.</param>
/// <param name="Detail">The same in a sentence.</param>
/// <param name="LastHealthyAt">When the platform was last seen well before it.</param>
/// <param name="DetectedAt">When it was found.</param>
/// <param name="RepairedAt">When the repair was verified; null while it is under way or given up.</param>
/// <param name="Actions">What was done, in order.</param>
/// <param name="SecondsToDetect">From the last healthy sight to the finding.</param>
/// <param name="SecondsToRepair">From the finding to the verified repair.</param>
public sealed record IncidentView(
    string Fault,
    string Detail,
    DateTimeOffset? LastHealthyAt,
    DateTimeOffset DetectedAt,
    DateTimeOffset? RepairedAt,
    IReadOnlyList<string> Actions,
    double? SecondsToDetect,
    double? SecondsToRepair);
