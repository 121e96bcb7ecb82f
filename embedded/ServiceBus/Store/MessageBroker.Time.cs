using Azure.Messaging.ServiceBus;
using Embedded.Storage;

namespace Embedded.ServiceBus.Store;

/// <summary>What happens by itself when its time has come.</summary>
internal sealed partial class MessageBroker
{
    private void OnDue()
    {
        lock (_log.Gate)
        {
            if (_closed) return;
            DateTimeOffset now = Now;
            try
            {
                while (_due.TryPeek(out string? path, out DateTimeOffset due) && due <= now)
                {
                    _due.Dequeue();
                    if (_store.FindQueue(path) is { } queue) Advance(queue, now);
                }
            }
            catch (LogFailedException)
            {
                // the log has failed for good and tells everybody who asks it; there is nobody to tell here
                return;
            }

            _armedFor = DateTimeOffset.MaxValue;
            Arm();
        }
    }

    private void Advance(MessageQueue queue, DateTimeOffset now)
    {
        foreach (MessageLock over in queue.LocksOver(now))
        {
            queue.Unlock(over.Token);
            if (queue.Find(over.Sequence) is not { } message) continue;
            if (IsSpent(queue, message)) DeadLetter(queue, message, null, MaxDeliveryReason, MaxDeliveryText(queue, message));
            else queue.Release(message.Sequence);
        }

        foreach (StoredMessage scheduled in queue.Due(now))
        {
            StoredMessage active = scheduled with { State = ServiceBusMessageState.Active, EnqueuedAt = now };
            _log.Append(_store.Id, StoreRecord.MessagesPut([(queue.Path, active)]));
            queue.Put(active);
            NoteDue(queue, active);
        }

        ExpireIn(queue, now);
    }

    private void ExpireIn(MessageQueue queue, DateTimeOffset now)
    {
        foreach (StoredMessage expired in queue.Expired(now))
        {
            if (queue.Options.DeadLettersExpired && !EntityPath.IsDeadLetter(queue.Path))
            {
                DeadLetter(queue, expired, null, "TTLExpiredException", "The message expired and was dead lettered.");
            }
            else
            {
                _log.Append(_store.Id, StoreRecord.MessagesRemoved(queue.Path, [expired.Sequence]));
                queue.Remove(expired.Sequence);
            }
        }
    }

    private void NoteDue(MessageQueue queue, StoredMessage message)
    {
        if (message.State == ServiceBusMessageState.Scheduled) _due.Enqueue(queue.Path, message.Content.ScheduledFor);
        else if (message.ExpiresAt != DateTimeOffset.MaxValue) _due.Enqueue(queue.Path, message.ExpiresAt);
    }

    private void Arm()
    {
        if (_closed || !_due.TryPeek(out _, out DateTimeOffset next) || next >= _armedFor) return;
        _armedFor = next;
        TimeSpan wait = next - Now;
        _timer.Change(wait > TimeSpan.Zero ? Shortened(wait) : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    // a timer cannot wait for more than 49 days; it then finds nothing due and waits on
    private static TimeSpan Shortened(TimeSpan wait) => wait > TimeSpan.FromDays(40) ? TimeSpan.FromDays(40) : wait;
}
