namespace PlatformDeployer.Domain.Limits;

/// <summary>The answer to a request for limits: the limits in force at the new platform, or what stands in the way.</summary>
/// <param name="Effective">The limits in force; null when there are violations.</param>
/// <param name="Violations">Everything that stands in the way; empty when the limits are granted.</param>
public sealed record NarrowedLimits(EffectiveLimits? Effective, IReadOnlyList<LimitViolation> Violations);
