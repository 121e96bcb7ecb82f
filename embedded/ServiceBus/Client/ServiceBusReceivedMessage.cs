using Embedded.ServiceBus.Store;

namespace Azure.Messaging.ServiceBus;

public class ServiceBusReceivedMessage
{
    private readonly StoredMessage _message;

    internal ServiceBusReceivedMessage(StoredMessage message, MessageLock? held = null)
    {
        _message = message;
        Body = BinaryData.FromBytes(message.Content.Body);
        Token = held?.Token ?? Guid.Empty;
        HeldUntil = held?.Until ?? default;
    }

    public BinaryData Body { get; }

    public string? MessageId => _message.Content.MessageId;

    public string? PartitionKey => _message.Content.PartitionKey;

    public TimeSpan TimeToLive => _message.Content.TimeToLive;

    public string? CorrelationId => _message.Content.CorrelationId;

    public string? Subject => _message.Content.Subject;

    public string? To => _message.Content.To;

    public string? ContentType => _message.Content.ContentType;

    public string? ReplyTo => _message.Content.ReplyTo;

    public DateTimeOffset ScheduledEnqueueTime => _message.Content.ScheduledFor;

    public IReadOnlyDictionary<string, object> ApplicationProperties => _message.Content.Properties;

    public string LockToken => Token.ToString();

    public int DeliveryCount => _message.DeliveryCount;

    public DateTimeOffset LockedUntil => HeldUntil;

    public long SequenceNumber => _message.Sequence;

    public long EnqueuedSequenceNumber => _message.Sequence;

    public string? DeadLetterSource => _message.DeadLetterSource;

    public string? DeadLetterReason => Text(MessageBroker.DeadLetterReason);

    public string? DeadLetterErrorDescription => Text(MessageBroker.DeadLetterDescription);

    public DateTimeOffset EnqueuedTime => _message.EnqueuedAt;

    public DateTimeOffset ExpiresAt => _message.ExpiresAt;

    public ServiceBusMessageState State => _message.State;

    internal Guid Token { get; }

    internal DateTimeOffset HeldUntil { get; set; }

    public override string ToString() => $"{{MessageId:{MessageId}}}";

    private string? Text(string property) => _message.Content.Properties.TryGetValue(property, out object? value) ? value as string : null;
}
