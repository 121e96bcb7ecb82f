using Embedded.ServiceBus.Store;

namespace Azure.Messaging.ServiceBus.Administration;

public class CreateSubscriptionOptions : IEquatable<CreateSubscriptionOptions>
{
    public CreateSubscriptionOptions(string topicName, string subscriptionName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(topicName);
        ArgumentException.ThrowIfNullOrWhiteSpace(subscriptionName);
        TopicName = topicName;
        SubscriptionName = subscriptionName;
    }

    public string TopicName { get; set; }

    public string SubscriptionName { get; set; }

    public TimeSpan LockDuration { get; set; } = EntityOptions.Default.LockDuration;

    public int MaxDeliveryCount { get; set; } = EntityOptions.Default.MaxDeliveryCount;

    public TimeSpan DefaultMessageTimeToLive { get; set; } = TimeSpan.MaxValue;

    public bool DeadLetteringOnMessageExpiration { get; set; }

    public bool Equals(CreateSubscriptionOptions? other) =>
        other is not null
        && string.Equals(TopicName, other.TopicName, StringComparison.OrdinalIgnoreCase)
        && string.Equals(SubscriptionName, other.SubscriptionName, StringComparison.OrdinalIgnoreCase)
        && ToOptions() == other.ToOptions();

    public override bool Equals(object? obj) => Equals(obj as CreateSubscriptionOptions);

    public override int GetHashCode() => HashCode.Combine(
        StringComparer.OrdinalIgnoreCase.GetHashCode(TopicName), StringComparer.OrdinalIgnoreCase.GetHashCode(SubscriptionName));

    internal EntityOptions ToOptions() => new(LockDuration, MaxDeliveryCount, DefaultMessageTimeToLive, DeadLetteringOnMessageExpiration, null);
}
