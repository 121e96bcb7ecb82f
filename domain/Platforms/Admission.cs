namespace PlatformDeployer.Domain.Platforms;

/// <summary>A request to take a new child into the registry: its record, its name, its share of the limits and its key, all or nothing.</summary>
/// <param name="Platform">The child, in state Accepted.</param>
/// <param name="RequestKey">The caller's idempotency key, hashed; null when none was given.</param>
/// <param name="BodyHash">What the request said, hashed, to tell a repetition from another request with the same key.</param>
public sealed record Admission(PlatformRecord Platform, string? RequestKey, string BodyHash);
