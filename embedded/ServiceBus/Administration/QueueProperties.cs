using Embedded.ServiceBus.Store;

namespace Azure.Messaging.ServiceBus.Administration;

public class QueueProperties : IEquatable<QueueProperties>
{
    internal QueueProperties(string name, EntityOptions options)
    {
        Name = name;
        LockDuration = options.LockDuration;
        MaxDeliveryCount = options.MaxDeliveryCount;
        DefaultMessageTimeToLive = options.DefaultTimeToLive;
        DeadLetteringOnMessageExpiration = options.DeadLettersExpired;
        RequiresDuplicateDetection = options.DuplicateWindow is not null;
    }

    public string Name { get; }

    public TimeSpan LockDuration { get; set; }

    public int MaxDeliveryCount { get; set; }

    public TimeSpan DefaultMessageTimeToLive { get; set; }

    public bool DeadLetteringOnMessageExpiration { get; set; }

    public bool RequiresDuplicateDetection { get; }

    public bool Equals(QueueProperties? other) =>
        other is not null
        && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase)
        && LockDuration == other.LockDuration
        && MaxDeliveryCount == other.MaxDeliveryCount
        && DefaultMessageTimeToLive == other.DefaultMessageTimeToLive;

    public override bool Equals(object? obj) => Equals(obj as QueueProperties);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name);
}
