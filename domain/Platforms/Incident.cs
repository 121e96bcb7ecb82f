namespace PlatformDeployer.Domain.Platforms;

/// <summary>One thing that was wrong with a platform.</summary>
/// <param name="Fault">What was wrong.</param>
/// <param name="Detail">The same in a sentence.</param>
/// <param name="LastHealthyAt">When the platform was last seen well before it.</param>
/// <param name="DetectedAt">When it was found.</param>
/// <param name="RepairedAt">When the repair was verified.</param>
/// <param name="Actions">What was done, in order.</param>
public sealed record Incident(
    string Fault, string Detail, DateTimeOffset? LastHealthyAt, DateTimeOffset DetectedAt, DateTimeOffset? RepairedAt, IReadOnlyList<string> Actions);
