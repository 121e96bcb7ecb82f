using Azure.Messaging.ServiceBus;

namespace Embedded.ServiceBus.Store;

/// <summary>What a receiver does with what it holds.</summary>
internal sealed partial class MessageBroker
{
    /// <summary>The property that says why a message was dead-lettered.</summary>
    public const string DeadLetterReason = "DeadLetterReason";

    /// <summary>The property that says so at length.</summary>
    public const string DeadLetterDescription = "DeadLetterErrorDescription";

    /// <summary>It is done with.</summary>
    public Task CompleteAsync(string path, Guid token) => SettleAsync(path, token, (queue, message) =>
    {
        long position = Append(StoreRecord.MessagesRemoved(queue.Path, [message.Sequence]));
        queue.Remove(message.Sequence);
        return position;
    });

    /// <summary>It is given back, to be delivered again.</summary>
    public Task AbandonAsync(string path, Guid token, IDictionary<string, object>? changes) => SettleAsync(path, token, (queue, message) =>
    {
        if (IsSpent(queue, message)) return DeadLetter(queue, message, changes, MaxDeliveryReason, MaxDeliveryText(queue, message));
        StoredMessage changed = Changed(message, changes);
        long position = Append(StoreRecord.MessagesPut([(queue.Path, changed)]));
        queue.Put(changed);
        return position;
    });

    /// <summary>It cannot be handled.</summary>
    public Task DeadLetterAsync(string path, Guid token, IDictionary<string, object>? changes, string? reason, string? description) =>
        SettleAsync(path, token, (queue, message) => DeadLetter(queue, message, changes, reason, description));

    /// <summary>It is set aside, to be asked for by its number.</summary>
    public Task DeferAsync(string path, Guid token, IDictionary<string, object>? changes) => SettleAsync(path, token, (queue, message) =>
    {
        StoredMessage deferred = Changed(message, changes) with { State = ServiceBusMessageState.Deferred };
        long position = Append(StoreRecord.MessagesPut([(queue.Path, deferred)]));
        queue.Put(deferred);
        return position;
    });

    /// <summary>Holds on for another lock duration.</summary>
    public DateTimeOffset Renew(string path, Guid token)
    {
        lock (_log.Gate)
        {
            MessageQueue queue = Queue(path);
            MessageLock held = queue.Renew(Held(queue, token), Now);
            _due.Enqueue(queue.Path, held.Until);
            Arm();
            return held.Until;
        }
    }

    /// <summary>Takes messages that were set aside.</summary>
    public async Task<IReadOnlyList<ReceivedItem>> ReceiveDeferredAsync(string path, IReadOnlyList<long> sequences)
    {
        var items = new List<ReceivedItem>();
        long position = 0;
        lock (_log.Gate)
        {
            MessageQueue queue = Queue(path);
            foreach (long sequence in sequences)
            {
                if (queue.Find(sequence) is not { State: ServiceBusMessageState.Deferred } message)
                {
                    throw new ServiceBusException($"There is no deferred message {sequence}.", ServiceBusFailureReason.MessageNotFound, path);
                }

                StoredMessage delivered = message with { DeliveryCount = message.DeliveryCount + 1 };
                position = Append(StoreRecord.MessagesPut([(queue.Path, delivered)]));
                MessageLock held = queue.Lock(delivered, Now);
                _due.Enqueue(queue.Path, held.Until);
                items.Add(new ReceivedItem(delivered, held));
            }

            Arm();
        }

        await WhenDurableAsync(position);
        return items;
    }

    /// <summary>Takes scheduled messages back.</summary>
    public async Task CancelScheduledAsync(string entity, IReadOnlyList<long> sequences)
    {
        long position = 0;
        lock (_log.Gate)
        {
            foreach (MessageQueue queue in Open(_store.Targets(entity), entity))
            {
                long[] scheduled = [.. sequences.Where(sequence => queue.Find(sequence)?.State == ServiceBusMessageState.Scheduled)];
                if (scheduled.Length == 0) throw new ServiceBusException("There is no such scheduled message.", ServiceBusFailureReason.MessageNotFound, entity);
                position = Append(StoreRecord.MessagesRemoved(queue.Path, scheduled));
                foreach (long sequence in scheduled) queue.Remove(sequence);
            }
        }

        await WhenDurableAsync(position);
    }

    private const string MaxDeliveryReason = "MaxDeliveryCountExceeded";

    // what is dead stays where it is, however often it is looked at
    private static bool IsSpent(MessageQueue queue, StoredMessage message) =>
        message.DeliveryCount >= queue.Options.MaxDeliveryCount && !EntityPath.IsDeadLetter(queue.Path);

    private static string MaxDeliveryText(MessageQueue queue, StoredMessage message) =>
        $"Message could not be consumed after {message.DeliveryCount} delivery attempts; the limit of '{queue.Path}' is {queue.Options.MaxDeliveryCount}.";

    private async Task SettleAsync(string path, Guid token, Func<MessageQueue, StoredMessage, long> settle)
    {
        long position;
        lock (_log.Gate)
        {
            MessageQueue queue = Queue(path);
            MessageLock held = Held(queue, token);
            position = settle(queue, queue.Find(held.Sequence)!);
            queue.Unlock(token);
            Arm();
        }

        await WhenDurableAsync(position);
    }

    private MessageLock Held(MessageQueue queue, Guid token) => queue.Held(token, Now) ?? throw new ServiceBusException(
        "The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.", ServiceBusFailureReason.MessageLockLost, queue.Path);

    private long DeadLetter(MessageQueue queue, StoredMessage message, IDictionary<string, object>? changes, string? reason, string? description)
    {
        MessageQueue target = _store.FindQueue(EntityPath.DeadLetterOf(queue.Path)) ?? queue;
        var told = new Dictionary<string, object>(changes ?? new Dictionary<string, object>(StringComparer.Ordinal), StringComparer.Ordinal);
        if (reason is not null) told[DeadLetterReason] = reason;
        if (description is not null) told[DeadLetterDescription] = description;
        StoredMessage dead = Changed(message, told) with
        {
            Sequence = target.LastSequence + 1,
            DeadLetterSource = queue.Path,
            State = ServiceBusMessageState.Active,
            Content = Changed(message, told).Content with { TimeToLive = TimeSpan.MaxValue },
        };
        long position = Append(StoreRecord.DeadLettered(queue.Path, message.Sequence, target.Path, dead));
        queue.Remove(message.Sequence);
        target.Put(dead);
        return position;
    }

    private static StoredMessage Changed(StoredMessage message, IDictionary<string, object>? changes)
    {
        if (changes is null || changes.Count == 0) return message;
        var properties = new Dictionary<string, object>(message.Content.Properties, StringComparer.Ordinal);
        foreach ((string name, object value) in changes) properties[name] = value;
        return message with { Content = message.Content with { Properties = properties } };
    }
}
