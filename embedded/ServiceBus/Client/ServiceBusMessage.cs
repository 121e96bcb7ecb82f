using Embedded.ServiceBus.Store;

namespace Azure.Messaging.ServiceBus;

public class ServiceBusMessage
{
    private const int MessageIdMax = 128;

    private string? _messageId;
    private TimeSpan _timeToLive = TimeSpan.MaxValue;

    public ServiceBusMessage() => Body = BinaryData.FromBytes(ReadOnlyMemory<byte>.Empty);

    public ServiceBusMessage(string? body) => Body = BinaryData.FromString(body ?? "");

    public ServiceBusMessage(ReadOnlyMemory<byte> body) => Body = BinaryData.FromBytes(body);

    public ServiceBusMessage(BinaryData body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Body = body;
    }

    public ServiceBusMessage(ServiceBusReceivedMessage receivedMessage)
    {
        ArgumentNullException.ThrowIfNull(receivedMessage);
        Body = receivedMessage.Body;
        MessageId = receivedMessage.MessageId;
        CorrelationId = receivedMessage.CorrelationId;
        Subject = receivedMessage.Subject;
        ContentType = receivedMessage.ContentType;
        To = receivedMessage.To;
        ReplyTo = receivedMessage.ReplyTo;
        PartitionKey = receivedMessage.PartitionKey;
        _timeToLive = receivedMessage.TimeToLive;

        // the official client leaves out what tells of the first message's end
        foreach ((string name, object value) in receivedMessage.ApplicationProperties)
        {
            if (name is not (MessageBroker.DeadLetterReason or MessageBroker.DeadLetterDescription)) ApplicationProperties[name] = value;
        }
    }

    public BinaryData Body { get; set; }

    public string? MessageId
    {
        get => _messageId;
        set => _messageId = value is null || value.Length is > 0 and <= MessageIdMax
            ? value
            : throw new ArgumentException($"A message id has 1 to {MessageIdMax} characters.", nameof(value));
    }

    public string? PartitionKey { get; set; }

    public TimeSpan TimeToLive
    {
        get => _timeToLive;
        set => _timeToLive = value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A time to live is positive.");
    }

    public string? CorrelationId { get; set; }

    public string? Subject { get; set; }

    public string? To { get; set; }

    public string? ContentType { get; set; }

    public string? ReplyTo { get; set; }

    public DateTimeOffset ScheduledEnqueueTime { get; set; }

    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>(StringComparer.Ordinal);

    public override string ToString() => $"{{MessageId:{MessageId}}}";

    internal SentContent ToContent(DateTimeOffset? scheduledFor = null)
    {
        foreach ((string name, object value) in ApplicationProperties)
        {
            if (!PropertyCodec.Carries(value)) throw new System.Runtime.Serialization.SerializationException($"The application property '{name}' is of the type '{value?.GetType()}', which cannot be sent.");
        }

        return new SentContent
        {
            Body = Body.ToArray(),
            MessageId = MessageId,
            CorrelationId = CorrelationId,
            Subject = Subject,
            ContentType = ContentType,
            To = To,
            ReplyTo = ReplyTo,
            PartitionKey = PartitionKey,
            TimeToLive = TimeToLive,
            ScheduledFor = scheduledFor ?? ScheduledEnqueueTime,
            Properties = new Dictionary<string, object>(ApplicationProperties, StringComparer.Ordinal),
        };
    }

    internal long SizeInBytes() => Body.ToMemory().Length + ApplicationProperties.Sum(property => property.Key.Length + 16L);
}
