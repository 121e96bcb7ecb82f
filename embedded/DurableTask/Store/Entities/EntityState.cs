using System.Collections.Immutable;

namespace Embedded.DurableTask.Store.Entities;

/// <summary>An entity as it stands. Immutable, as the state of an instance is. One with nothing in it is not kept.</summary>
internal sealed record EntityState(string Id)
{
    private static readonly ImmutableSortedDictionary<DelayedSignal, EntityMessage> NoneDelayed =
        ImmutableSortedDictionary.Create<DelayedSignal, EntityMessage>(DelayedSignal.Order);

    /// <summary>Serialized; null if it has none, and does not exist as far as clients can see.</summary>
    public string? Value { get; init; }

    /// <summary>When its last operation was worked on.</summary>
    public DateTimeOffset WorkedAt { get; init; }

    /// <summary>What waits, oldest first; while the entity is locked, all of it.</summary>
    public Inbox<EntityMessage> Inbox { get; init; }

    public EntityLock? Lock { get; init; }

    /// <summary>Signals whose time had not come; null if there are none.</summary>
    public ImmutableSortedDictionary<DelayedSignal, EntityMessage>? Delayed { get; init; }

    /// <summary>The log position of the last change.</summary>
    public long Position { get; init; }

    public bool IsEmpty => Value is null && Inbox.Count == 0 && Lock is null && Delayed is null;

    /// <summary>When the first of the delayed signals is due.</summary>
    public DateTimeOffset? NextDue => Delayed?.First().Key.DueAt;

    /// <summary>Operations and lock requests that wait, other than for their time.</summary>
    public int Backlog => Inbox.Count + (Lock?.Inbox.Count ?? 0);

    public EntityState WithDelayed(DelayedSignal place, EntityMessage signal) => this with { Delayed = (Delayed ?? NoneDelayed).Add(place, signal) };

    /// <summary>With the delayed signals until a time in the inbox.</summary>
    public EntityState WithDue(DateTimeOffset until)
    {
        if (Delayed is null) return this;
        KeyValuePair<DelayedSignal, EntityMessage>[] due = [.. Delayed.TakeWhile(entry => entry.Key.DueAt <= until)];
        Inbox<EntityMessage> inbox = Inbox;
        foreach ((_, EntityMessage signal) in due) inbox = inbox.Append(signal);
        ImmutableSortedDictionary<DelayedSignal, EntityMessage> rest = Delayed.RemoveRange(due.Select(entry => entry.Key));
        return this with { Inbox = inbox, Delayed = rest.IsEmpty ? null : rest };
    }
}
