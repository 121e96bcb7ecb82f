namespace Embedded.ServiceBus.Store;

/// <summary>How a queue or a subscription treats its messages.</summary>
/// <param name="LockDuration">How long a received message is locked.</param>
/// <param name="MaxDeliveryCount">How often a message is delivered before it is dead-lettered.</param>
/// <param name="DefaultTimeToLive">The longest life of a message.</param>
/// <param name="DeadLettersExpired">Whether expired messages are dead-lettered rather than dropped.</param>
/// <param name="DuplicateWindow">How long ids are remembered to drop messages sent again; null for not at all.</param>
internal sealed record EntityOptions(TimeSpan LockDuration, int MaxDeliveryCount, TimeSpan DefaultTimeToLive, bool DeadLettersExpired, TimeSpan? DuplicateWindow)
{
    /// <summary>What the service gives an entity that is created by name alone.</summary>
    public static EntityOptions Default { get; } = new(TimeSpan.FromMinutes(1), 10, TimeSpan.MaxValue, false, null);
}
