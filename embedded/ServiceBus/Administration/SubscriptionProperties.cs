using Embedded.ServiceBus.Store;

namespace Azure.Messaging.ServiceBus.Administration;

public class SubscriptionProperties : IEquatable<SubscriptionProperties>
{
    internal SubscriptionProperties(string topicName, string subscriptionName, EntityOptions options)
    {
        TopicName = topicName;
        SubscriptionName = subscriptionName;
        LockDuration = options.LockDuration;
        MaxDeliveryCount = options.MaxDeliveryCount;
        DefaultMessageTimeToLive = options.DefaultTimeToLive;
    }

    public string TopicName { get; set; }

    public string SubscriptionName { get; set; }

    public TimeSpan LockDuration { get; set; }

    public int MaxDeliveryCount { get; set; }

    public TimeSpan DefaultMessageTimeToLive { get; set; }

    public bool Equals(SubscriptionProperties? other) =>
        other is not null
        && string.Equals(TopicName, other.TopicName, StringComparison.OrdinalIgnoreCase)
        && string.Equals(SubscriptionName, other.SubscriptionName, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => Equals(obj as SubscriptionProperties);

    public override int GetHashCode() => HashCode.Combine(
        StringComparer.OrdinalIgnoreCase.GetHashCode(TopicName), StringComparer.OrdinalIgnoreCase.GetHashCode(SubscriptionName));
}
