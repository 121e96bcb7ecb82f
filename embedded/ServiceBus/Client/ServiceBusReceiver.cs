using System.Runtime.CompilerServices;
using Embedded.ServiceBus.Store;

namespace Azure.Messaging.ServiceBus;

public class ServiceBusReceiver : IAsyncDisposable
{
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(60);

    private readonly ServiceBusClient? _client;
    private readonly CancellationTokenSource _closing = new();
    private long _peeked;
    private bool _isClosed;

    protected ServiceBusReceiver()
    {
        EntityPath = "";
        Identifier = "";
    }

    internal ServiceBusReceiver(ServiceBusClient client, string queueName, ServiceBusReceiverOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrWhiteSpace(queueName);
        _client = client;
        ServiceBusReceiverOptions own = options ?? new ServiceBusReceiverOptions();
        EntityPath = own.SubQueue == SubQueue.None ? queueName : Embedded.ServiceBus.Store.EntityPath.DeadLetterOf(queueName);
        ReceiveMode = own.ReceiveMode;
        Identifier = own.Identifier ?? EntityPath;
    }

    internal ServiceBusReceiver(ServiceBusClient client, string topicName, string subscriptionName, ServiceBusReceiverOptions options)
        : this(client, Embedded.ServiceBus.Store.EntityPath.Subscription(topicName, subscriptionName), options)
    {
    }

    public virtual string FullyQualifiedNamespace => _client?.FullyQualifiedNamespace ?? "";

    public virtual string EntityPath { get; }

    public virtual ServiceBusReceiveMode ReceiveMode { get; }

    public virtual string Identifier { get; }

    public virtual bool IsClosed => _isClosed;

    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan? maxWaitTime = default, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        if (maxWaitTime is { } wait) ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(wait, TimeSpan.Zero, nameof(maxWaitTime));
        MessageBroker broker = Broker(cancellationToken);
        using CancellationTokenSource ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        IReadOnlyList<ReceivedItem> items = await broker.ReceiveAsync(EntityPath, maxMessages, maxWaitTime ?? DefaultWait, ReceiveMode, ends.Token);
        return [.. items.Select(item => new ServiceBusReceivedMessage(item.Message, item.Lock))];
    }

    public virtual async IAsyncEnumerable<ServiceBusReceivedMessage> ReceiveMessagesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (await ReceiveMessageAsync(DefaultWait, cancellationToken) is { } message) yield return message;
        }
    }

    public virtual async Task<ServiceBusReceivedMessage?> ReceiveMessageAsync(TimeSpan? maxWaitTime = default, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ServiceBusReceivedMessage> messages = await ReceiveMessagesAsync(1, maxWaitTime, cancellationToken);
        return messages.Count == 0 ? null : messages[0];
    }

    public virtual async Task<ServiceBusReceivedMessage?> PeekMessageAsync(long? fromSequenceNumber = default, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ServiceBusReceivedMessage> messages = await PeekMessagesAsync(1, fromSequenceNumber, cancellationToken);
        return messages.Count == 0 ? null : messages[0];
    }

    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages, long? fromSequenceNumber = default, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        IReadOnlyList<StoredMessage> seen = await Broker(cancellationToken).PeekAsync(EntityPath, fromSequenceNumber ?? _peeked + 1, maxMessages);
        if (seen.Count > 0) _peeked = seen[^1].Sequence;
        return [.. seen.Select(message => new ServiceBusReceivedMessage(message))];
    }

    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Settling(message, cancellationToken).CompleteAsync(EntityPath, message.Token);

    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = default, CancellationToken cancellationToken = default) =>
        Settling(message, cancellationToken).AbandonAsync(EntityPath, message.Token, propertiesToModify);

    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = default, CancellationToken cancellationToken = default) =>
        Settling(message, cancellationToken).DeadLetterAsync(EntityPath, message.Token, propertiesToModify, null, null);

    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, string deadLetterReason, string? deadLetterErrorDescription = default, CancellationToken cancellationToken = default) =>
        Settling(message, cancellationToken).DeadLetterAsync(EntityPath, message.Token, null, deadLetterReason, deadLetterErrorDescription);

    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object> propertiesToModify,
        string deadLetterReason,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default) =>
        Settling(message, cancellationToken).DeadLetterAsync(EntityPath, message.Token, propertiesToModify, deadLetterReason, deadLetterErrorDescription);

    public virtual Task DeferMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = default, CancellationToken cancellationToken = default) =>
        Settling(message, cancellationToken).DeferAsync(EntityPath, message.Token, propertiesToModify);

    public virtual async Task<ServiceBusReceivedMessage?> ReceiveDeferredMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) =>
        (await ReceiveDeferredMessagesAsync([sequenceNumber], cancellationToken))[0];

    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveDeferredMessagesAsync(
        IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sequenceNumbers);
        IReadOnlyList<ReceivedItem> items = await Broker(cancellationToken).ReceiveDeferredAsync(EntityPath, [.. sequenceNumbers]);
        return [.. items.Select(item => new ServiceBusReceivedMessage(item.Message, item.Lock))];
    }

    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        message.HeldUntil = Settling(message, cancellationToken).Renew(EntityPath, message.Token);
        return Task.CompletedTask;
    }

    public virtual async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        _isClosed = true;
        await _closing.CancelAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync(CancellationToken.None);
        GC.SuppressFinalize(this);
    }

    private MessageBroker Settling(ServiceBusReceivedMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return ReceiveMode == ServiceBusReceiveMode.PeekLock
            ? Broker(cancellationToken)
            : throw new InvalidOperationException("The operation is only supported in 'PeekLock' receive mode.");
    }

    private MessageBroker Broker(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        cancellationToken.ThrowIfCancellationRequested();
        return _client!.Broker;
    }
}
