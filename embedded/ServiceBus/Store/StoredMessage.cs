using Azure.Messaging.ServiceBus;

namespace Embedded.ServiceBus.Store;

/// <summary>A message in a queue.</summary>
/// <param name="Sequence">Its place in the queue.</param>
/// <param name="Content">What was sent.</param>
/// <param name="EnqueuedAt">When it came, or became due.</param>
/// <param name="DeliveryCount">How often it was received.</param>
/// <param name="State">Active, deferred or scheduled.</param>
/// <param name="DeadLetterSource">The queue it was dead-lettered from.</param>
internal sealed record StoredMessage(
    long Sequence, SentContent Content, DateTimeOffset EnqueuedAt, int DeliveryCount, ServiceBusMessageState State, string? DeadLetterSource = null)
{
    /// <summary>When its time to live is over.</summary>
    public DateTimeOffset ExpiresAt =>
        Content.TimeToLive >= DateTimeOffset.MaxValue - EnqueuedAt ? DateTimeOffset.MaxValue : EnqueuedAt + Content.TimeToLive;
}
