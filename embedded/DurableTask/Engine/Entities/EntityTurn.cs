using Embedded.DurableTask.Store.Entities;

namespace Embedded.DurableTask.Engine.Entities;

/// <summary>
/// What an entity is to do next: signals whose time has come, then what waits in its inbox, up to the next lock request. Of a locked entity, what
/// the holder of the lock has sent.
/// </summary>
internal sealed record EntityTurn(Entity Entity, EntityState State, DateTimeOffset At)
{
    private const int OperationsMax = 100;

    public IReadOnlyList<(DelayedSignal Place, EntityMessage Signal)> Delayed { get; private init; } = [];

    public EntityMessage[] Messages { get; private init; } = [];

    public int Count => Delayed.Count + Messages.Length;

    public static bool IsDue(EntityState state, DateTimeOffset now) =>
        state.Lock is { } held ? held.Inbox.Count > 0 : state.Inbox.Count > 0 || state.NextDue <= now;

    public static EntityTurn Take(Entity entity, DateTimeOffset now)
    {
        EntityState state = entity.State;
        if (state.Lock is { } held) return new EntityTurn(entity, state, now) { Messages = OperationsOf(held.Inbox.Messages, OperationsMax) };
        (DelayedSignal Place, EntityMessage Signal)[] delayed =
        [
            .. state.DelayedUntil(now).Take(OperationsMax).Select(entry => (entry.Key, entry.Value)),
        ];
        return new EntityTurn(entity, state, now) { Delayed = delayed, Messages = OperationsOf(state.Inbox.Messages, OperationsMax - delayed.Length) };
    }

    private static EntityMessage[] OperationsOf(ReadOnlySpan<EntityMessage> messages, int max)
    {
        int count = 0;
        while (count < messages.Length && count < max && messages[count].IsOperation) count++;
        return messages[..count].ToArray();
    }
}
