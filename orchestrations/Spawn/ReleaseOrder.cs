using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Spawn;

/// <summary>A platform has ended.</summary>
/// <param name="PlatformId">The platform.</param>
/// <param name="Reason">How.</param>
/// <param name="EventId">Names the event, so that it is written once.</param>
/// <param name="Failed">Whether its spawn failed; it was retired otherwise.</param>
public sealed record ReleaseOrder(PlatformId PlatformId, string Reason, string EventId, bool Failed);
