using Embedded.DurableTask.Store;
using Embedded.DurableTask.Store.Entities;

namespace Embedded.DurableTask.Engine.Entities;

/// <summary>
/// What an entity is to do next: the operations in its inbox, up to the next lock request. Of a locked entity, those that the holder of the lock
/// has sent.
/// </summary>
internal sealed record EntityTurn(Entity Entity, EntityState State, EntityMessage[] Operations, DateTimeOffset At)
{
    private const int OperationsMax = 100;

    /// <summary>Whether there is anything to do: a lock request or release at the head never waits.</summary>
    public static bool IsDue(EntityState state) => InboxOf(state).Count > 0;

    public static EntityTurn Take(Entity entity, DateTimeOffset now)
    {
        EntityState state = entity.State;
        ReadOnlySpan<EntityMessage> messages = InboxOf(state).Messages;
        int count = 0;
        while (count < messages.Length && count < OperationsMax && messages[count].IsOperation) count++;
        return new EntityTurn(entity, state, messages[..count].ToArray(), now);
    }

    private static Inbox<EntityMessage> InboxOf(EntityState state) => state.Lock?.Inbox ?? state.Inbox;
}
