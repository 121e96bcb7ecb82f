using Azure.Messaging.ServiceBus;
using Embedded.Storage;

namespace Embedded.ServiceBus.Store;

/// <summary>
/// The operations of a namespace, as its clients call them. What a sender or a receiver is told is durable before it is told. Waiting receivers are woken
/// by what happens, never by polling; what happens by itself (locks that run out, schedules, expiry) is on one timer.
/// </summary>
internal sealed partial class MessageBroker : IDisposable
{
    /// <summary>The largest message of the standard tier, in bytes.</summary>
    public const int MessageSizeMax = 256 * 1024;

    private readonly DurableLog _log;
    private readonly MessageStore _store;
    private readonly TimeProvider _time;
    private readonly PriorityQueue<string, DateTimeOffset> _due = new();
    private readonly ITimer _timer;
    private DateTimeOffset _armedFor = DateTimeOffset.MaxValue;
    private bool _closed;

    public MessageBroker(DurableLog log, MessageStore store, TimeProvider time)
    {
        _log = log;
        _store = store;
        _time = time;
        _timer = time.CreateTimer(static state => ((MessageBroker)state!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        lock (_log.Gate)
        {
            foreach (MessageQueue queue in _store.Queues)
            {
                foreach (StoredMessage message in queue.Messages) NoteDue(queue, message);
            }

            Arm();
        }
    }

    /// <summary>When something happens by itself next.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_log.Gate) return _due.TryPeek(out _, out DateTimeOffset next) ? next : null;
        }
    }

    private DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Ends every wait; nothing works any more.</summary>
    public void Dispose()
    {
        lock (_log.Gate)
        {
            if (_closed) return;
            _closed = true;
            _timer.Dispose();
            foreach (MessageQueue queue in _store.Queues) queue.WakeAll();
        }
    }

    /// <summary>Sends messages to a queue or a topic, all or none.</summary>
    /// <returns>The sequence numbers in the first queue they went to.</returns>
    public async Task<IReadOnlyList<long>> SendAsync(string entity, IReadOnlyList<SentContent> contents)
    {
        long[] sequences = new long[contents.Count];
        long position;
        lock (_log.Gate)
        {
            IReadOnlyList<MessageQueue> targets = Open(_store.Targets(entity), entity);
            var puts = new List<(MessageQueue Queue, StoredMessage Message)>();
            foreach (MessageQueue queue in targets)
            {
                long last = queue.LastSequence;
                for (int i = 0; i < contents.Count; i++)
                {
                    if (queue.IsDuplicate(contents[i], Now)) continue;
                    StoredMessage message = Enqueued(queue, contents[i], ++last);
                    if (ReferenceEquals(queue, targets[0])) sequences[i] = last;
                    puts.Add((queue, message));
                }
            }

            if (puts.Count == 0) return sequences;
            position = Append(StoreRecord.MessagesPut([.. puts.Select(put => (put.Queue.Path, put.Message))]));
            foreach ((MessageQueue queue, StoredMessage message) in puts)
            {
                queue.Put(message);
                NoteDue(queue, message);
            }

            Arm();
        }

        await WhenDurableAsync(position);
        return sequences;
    }

    /// <summary>Receives what there is, or waits for it.</summary>
    public async Task<IReadOnlyList<ReceivedItem>> ReceiveAsync(string path, int max, TimeSpan waitMax, ServiceBusReceiveMode mode, CancellationToken cancellationToken)
    {
        long began = _time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TaskCompletionSource waiter;
            long position = 0;
            List<ReceivedItem> items;
            lock (_log.Gate)
            {
                MessageQueue queue = Queue(path);
                items = Take(queue, max, mode, ref position);
                waiter = items.Count == 0 ? queue.Wait() : new TaskCompletionSource();
            }

            if (items.Count > 0)
            {
                await WhenDurableAsync(position);
                return items;
            }

            TimeSpan left = waitMax - _time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero || !await SignaledAsync(path, waiter, left, cancellationToken)) return [];
        }
    }

    /// <summary>Looks at messages without taking them.</summary>
    public async Task<IReadOnlyList<StoredMessage>> PeekAsync(string path, long fromSequence, int max)
    {
        StoredMessage[] seen;
        long position;
        lock (_log.Gate)
        {
            seen = [.. Queue(path).Messages.Where(message => message.Sequence >= fromSequence).Take(max)];
            position = _log.AppendedPosition;
        }

        await WhenDurableAsync(position);
        return seen;
    }

    private async Task<bool> SignaledAsync(string path, TaskCompletionSource waiter, TimeSpan left, CancellationToken cancellationToken)
    {
        try
        {
            await waiter.Task.WaitAsync(left, _time, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            lock (_log.Gate)
            {
                _store.FindQueue(path)?.GiveUp(waiter);

                // a signal that came at the same moment is meant for somebody: the next one gets it
                if (waiter.Task.IsCompletedSuccessfully && _store.FindQueue(path)?.FirstReady() is { } message) _store.FindQueue(path)!.Release(message.Sequence);
            }

            if (exception is OperationCanceledException) throw;
            return false;
        }
    }

    private List<ReceivedItem> Take(MessageQueue queue, int max, ServiceBusReceiveMode mode, ref long position)
    {
        var items = new List<ReceivedItem>();
        DateTimeOffset now = Now;
        ExpireIn(queue, now);
        while (items.Count < max && queue.FirstReady() is { } message)
        {
            StoredMessage delivered = message with { DeliveryCount = message.DeliveryCount + 1 };
            if (mode == ServiceBusReceiveMode.ReceiveAndDelete)
            {
                position = Append(StoreRecord.MessagesRemoved(queue.Path, [message.Sequence]));
                queue.Remove(message.Sequence);
                items.Add(new ReceivedItem(delivered, null));
                continue;
            }

            // the count is kept before the message goes out, so that one that kills its receiver is dead-lettered in the end
            position = Append(StoreRecord.MessagesPut([(queue.Path, delivered)]));
            MessageLock held = queue.Lock(delivered, now);
            _due.Enqueue(queue.Path, held.Until);
            items.Add(new ReceivedItem(delivered, held));
        }

        Arm();
        return items;
    }

    private StoredMessage Enqueued(MessageQueue queue, SentContent content, long sequence)
    {
        DateTimeOffset now = Now;
        bool scheduled = content.ScheduledFor > now;
        TimeSpan life = content.TimeToLive < queue.Options.DefaultTimeToLive ? content.TimeToLive : queue.Options.DefaultTimeToLive;
        return new StoredMessage(
            sequence,
            content with { TimeToLive = life },
            scheduled ? content.ScheduledFor : now,
            0,
            scheduled ? ServiceBusMessageState.Scheduled : ServiceBusMessageState.Active);
    }

    private MessageQueue Queue(string path) => Open(_store.FindQueue(path), path);

    private T Open<T>(T? found, string entity)
        where T : class
    {
        if (_closed) throw new ServiceBusException("The namespace is closed.", ServiceBusFailureReason.ServiceCommunicationProblem, entity);
        return found ?? throw new ServiceBusException($"The messaging entity '{entity}' could not be found.", ServiceBusFailureReason.MessagingEntityNotFound, entity);
    }

    // a log that takes nothing more is to a client what a service is that does not answer
    private static ServiceBusException Unreachable(LogFailedException cause) =>
        new("The namespace does not answer.", ServiceBusFailureReason.ServiceCommunicationProblem, innerException: cause);

    private long Append(ReadOnlySpan<byte> record)
    {
        try
        {
            return _log.Append(_store.Id, record);
        }
        catch (LogFailedException e)
        {
            throw Unreachable(e);
        }
    }

    private async Task WhenDurableAsync(long position)
    {
        try
        {
            await _log.WhenDurableAsync(position);
        }
        catch (LogFailedException e)
        {
            throw Unreachable(e);
        }
    }
}
