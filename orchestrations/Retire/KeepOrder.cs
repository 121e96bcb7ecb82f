using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>A platform stays.</summary>
/// <param name="PlatformId">The platform.</param>
/// <param name="Reason">Why.</param>
/// <param name="EventId">Names the event, so that it is written once.</param>
public sealed record KeepOrder(PlatformId PlatformId, string Reason, string EventId);
