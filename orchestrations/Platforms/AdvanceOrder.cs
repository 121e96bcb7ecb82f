using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Platforms;

/// <summary>A platform moves on to another state.</summary>
/// <param name="PlatformId">The platform.</param>
/// <param name="State">The state.</param>
/// <param name="Message">What happened, in a sentence.</param>
/// <param name="EventId">Names the event, so that it is written once however often this is tried.</param>
public sealed record AdvanceOrder(PlatformId PlatformId, PlatformState State, string Message, string EventId);
