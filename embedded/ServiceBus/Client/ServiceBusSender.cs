using Embedded.ServiceBus.Store;

namespace Azure.Messaging.ServiceBus;

public class ServiceBusSender : IAsyncDisposable
{
    private readonly ServiceBusClient? _client;
    private bool _isClosed;

    protected ServiceBusSender()
    {
        EntityPath = "";
        Identifier = "";
    }

    internal ServiceBusSender(ServiceBusClient client, string queueOrTopicName) : this(client, queueOrTopicName, new ServiceBusSenderOptions())
    {
    }

    internal ServiceBusSender(ServiceBusClient client, string queueOrTopicName, ServiceBusSenderOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrWhiteSpace(queueOrTopicName);
        _client = client;
        EntityPath = queueOrTopicName;
        Identifier = options?.Identifier ?? queueOrTopicName;
    }

    public virtual string FullyQualifiedNamespace => _client?.FullyQualifiedNamespace ?? "";

    public virtual string EntityPath { get; }

    public virtual bool IsClosed => _isClosed;

    public virtual string Identifier { get; }

    public virtual Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SendMessagesAsync([message], cancellationToken);
    }

    public virtual async Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        await SendAsync([.. messages], null, cancellationToken);
    }

    public virtual Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messageBatch);
        return SendAsync(messageBatch.Messages, null, cancellationToken);
    }

    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default) =>
        CreateMessageBatchAsync(new CreateMessageBatchOptions(), cancellationToken);

    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CreateMessageBatchOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        long size = options.MaxSizeInBytes ?? MessageBroker.MessageSizeMax;
        return size is > 0 and <= MessageBroker.MessageSizeMax
            ? ValueTask.FromResult(new ServiceBusMessageBatch(size))
            : throw new ArgumentOutOfRangeException(nameof(options), size, $"A batch has 1 to {MessageBroker.MessageSizeMax} bytes.");
    }

    public virtual async Task<long> ScheduleMessageAsync(ServiceBusMessage message, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return (await SendAsync([message], scheduledEnqueueTime, cancellationToken))[0];
    }

    public virtual async Task<IReadOnlyList<long>> ScheduleMessagesAsync(
        IEnumerable<ServiceBusMessage> messages, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return await SendAsync([.. messages], scheduledEnqueueTime, cancellationToken);
    }

    public virtual Task CancelScheduledMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) =>
        CancelScheduledMessagesAsync([sequenceNumber], cancellationToken);

    public virtual Task CancelScheduledMessagesAsync(IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sequenceNumbers);
        return Broker(cancellationToken).CancelScheduledAsync(EntityPath, [.. sequenceNumbers]);
    }

    public virtual Task CloseAsync(CancellationToken cancellationToken = default)
    {
        _isClosed = true;
        return Task.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync(CancellationToken.None);
        GC.SuppressFinalize(this);
    }

    private async Task<IReadOnlyList<long>> SendAsync(IReadOnlyList<ServiceBusMessage> messages, DateTimeOffset? scheduledFor, CancellationToken cancellationToken)
    {
        MessageBroker broker = Broker(cancellationToken);
        if (messages.Count == 0) return [];
        if (messages.Sum(message => message.SizeInBytes()) > MessageBroker.MessageSizeMax)
        {
            throw new ServiceBusException(
                $"The messages are larger than {MessageBroker.MessageSizeMax} bytes.", ServiceBusFailureReason.MessageSizeExceeded, EntityPath);
        }

        return await broker.SendAsync(EntityPath, [.. messages.Select(message => message.ToContent(scheduledFor))]);
    }

    private MessageBroker Broker(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        cancellationToken.ThrowIfCancellationRequested();
        return _client!.Broker;
    }
}
