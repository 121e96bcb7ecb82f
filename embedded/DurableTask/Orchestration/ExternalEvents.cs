using System.Runtime.InteropServices;
using Embedded.DurableTask.Store;
using Microsoft.DurableTask;

namespace Embedded.DurableTask.Orchestration;

/// <summary>
/// The events of one orchestration: who waits, newest first, and what came before anyone waited, oldest first. Names do not differ by case.
/// </summary>
internal sealed class ExternalEvents(DataConverter converter)
{
    private Dictionary<string, EventWaiter>? _waiters;
    private Dictionary<string, Queue<(long Order, string Name, string? Payload)>>? _kept;
    private long _order;

    /// <exception cref="ArgumentException">Another wait for the name is open and expects another type.</exception>
    public EventWaiter<T> Wait<T>(string name)
    {
        _waiters ??= new(StringComparer.OrdinalIgnoreCase);
        ref EventWaiter? newest = ref CollectionsMarshal.GetValueRefOrAddDefault(_waiters, name, out _);
        if (newest is not null && newest.EventType != typeof(T))
        {
            throw new ArgumentException(
                $"Events with the same name must have the same type argument. Expected {newest.EventType.FullName} but was requested {typeof(T).FullName}.",
                nameof(name));
        }

        var waiter = new EventWaiter<T>(newest);
        newest = waiter;
        if (_kept is not null && _kept.TryGetValue(name, out Queue<(long Order, string Name, string? Payload)>? kept))
        {
            (_, _, string? payload) = kept.Dequeue();
            if (kept.Count == 0) _kept.Remove(name);
            Raise(name, payload);
        }

        return waiter;
    }

    public void Raise(string name, string? payload)
    {
        if (_waiters is not null && _waiters.TryGetValue(name, out EventWaiter? newest))
        {
            // The payload is read before the waiter leaves the line: what it throws must find the line as it was.
            Action complete = newest.Reading(payload, converter);
            if (newest.Older is null) _waiters.Remove(name);
            else _waiters[name] = newest.Older;
            complete();
            return;
        }

        _kept ??= new(StringComparer.OrdinalIgnoreCase);
        if (!_kept.TryGetValue(name, out Queue<(long Order, string Name, string? Payload)>? kept)) _kept.Add(name, kept = new());
        kept.Enqueue((_order++, name, payload));
    }

    /// <summary>The events that nobody took, in the order in which they came.</summary>
    public IReadOnlyList<InboxMessage> Unused() => _kept is null
        ? []
        : [.. _kept.Values.SelectMany(kept => kept).OrderBy(kept => kept.Order).Select(kept =>
            InboxMessage.Of(new HistoryEvent(HistoryEventKind.EventRaised, TaskId: -1) { Name = kept.Name, Data = kept.Payload }))];
}
