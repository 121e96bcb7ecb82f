namespace PlatformDeployer.Azure.Messaging;

/// <summary>A message that was delivered as often as its queue allows, and never handled.</summary>
/// <param name="Number">Its number among the dead.</param>
/// <param name="Queue">Where it was sent.</param>
/// <param name="Reason">Why it is dead, as a code.</param>
/// <param name="Description">The same at length.</param>
/// <param name="Deliveries">How often it was delivered.</param>
/// <param name="EnqueuedAt">When it was sent.</param>
public sealed record DeadMessage(long Number, string Queue, string Reason, string? Description, int Deliveries, DateTimeOffset EnqueuedAt);
