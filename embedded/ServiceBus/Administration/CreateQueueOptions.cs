using Embedded.ServiceBus.Store;

namespace Azure.Messaging.ServiceBus.Administration;

public class CreateQueueOptions : IEquatable<CreateQueueOptions>
{
    private static readonly TimeSpan DefaultDuplicateWindow = TimeSpan.FromMinutes(1);

    public CreateQueueOptions(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    public string Name { get; set; }

    public TimeSpan LockDuration { get; set; } = EntityOptions.Default.LockDuration;

    public int MaxDeliveryCount { get; set; } = EntityOptions.Default.MaxDeliveryCount;

    public TimeSpan DefaultMessageTimeToLive { get; set; } = TimeSpan.MaxValue;

    public bool DeadLetteringOnMessageExpiration { get; set; }

    public bool RequiresDuplicateDetection { get; set; }

    public TimeSpan DuplicateDetectionHistoryTimeWindow { get; set; } = DefaultDuplicateWindow;

    public bool Equals(CreateQueueOptions? other) =>
        other is not null && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase) && ToOptions() == other.ToOptions();

    public override bool Equals(object? obj) => Equals(obj as CreateQueueOptions);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name);

    internal EntityOptions ToOptions() => new(
        LockDuration, MaxDeliveryCount, DefaultMessageTimeToLive, DeadLetteringOnMessageExpiration, RequiresDuplicateDetection ? DuplicateDetectionHistoryTimeWindow : null);
}
