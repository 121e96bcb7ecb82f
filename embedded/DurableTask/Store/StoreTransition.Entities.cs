using Embedded.DurableTask.Store.Entities;

namespace Embedded.DurableTask.Store;

/// <summary>Entities: messages to them, and their locks, which go from hand to hand as part of the change that frees them.</summary>
internal sealed partial class StoreTransition
{
    private readonly List<Entity> _touchedEntities = [];
    private readonly Queue<Entity> _unsettled = new();
    private readonly CriticalSections _sections = new();

    /// <summary>Entities that the last change brought something new to.</summary>
    public IReadOnlyList<Entity> TouchedEntities => _touchedEntities;

    public Entity FindEntity(string id) =>
        entities.TryFind(id, out Entity? entity) ? entity : throw new InvalidDataException($"A durable record changes the entity '{id}', which does not exist.");

    public void Change(Entity entity, EntityState state)
    {
        entities.Change(entity, state);
        Touch(entity);
    }

    /// <summary>Brings an entity a message, now or when its time has come. What the holder of its lock sends goes before what all others do.</summary>
    public void Send(string entityId, EntityMessage message, DateTimeOffset? dueAt = null)
    {
        Entity entity = entities.TryFind(entityId, out Entity? known) ? known : entities.Add(new EntityState(entityId));
        EntityState state = entity.State with { Position = Position };
        if (dueAt is { } due) Change(entity, state.WithDelayed(new DelayedSignal(due, NextIncarnation++), message));
        else if (state.Lock is { IsReleasing: false } held && message.Caller?.Incarnation == held.Holder.Incarnation) Change(entity, ForHolder(state, held, message));
        else Change(entity, state with { Inbox = state.Inbox.Append(message) });
    }

    /// <summary>Asks for the entities' locks, one after the other in their order.</summary>
    public void RequestLocks(EntityCaller caller, IReadOnlyList<string> entityIds)
    {
        _sections.Open(caller, entityIds);
        Send(entityIds[0], EntityMessage.Lock(caller, entityIds));
    }

    /// <summary>Frees what an orchestration has locked, after what it has sent under the lock. A lock it still waits for it will not get.</summary>
    public void ReleaseLocks(Instance instance)
    {
        foreach (string id in _sections.Close(instance.State.Incarnation))
        {
            if (entities.TryFind(id, out Entity? entity) && entity.State.Lock is { IsReleasing: false } held && held.Holder.Incarnation == instance.State.Incarnation)
                Change(entity, ForHolder(entity.State with { Position = Position }, held, EntityMessage.Release));
        }
    }

    /// <summary>Gives an orchestration the answer it waits for, if it still does.</summary>
    public void Answer(EntityCaller caller, HistoryEvent answer)
    {
        if (TryFindLive(caller.InstanceId, out Instance? instance) && instance.State.Incarnation == caller.Incarnation)
            Deliver(instance, InboxMessage.Of(answer));
    }

    /// <summary>Puts an entity of a snapshot in place; what waits for it follows.</summary>
    public void Restore(EntityState state, bool isReleasing)
    {
        entities.Add(state);
        if (state.Lock is { } held && !isReleasing) _sections.Open(held.Holder, held.LockSet);
    }

    public void Restore(Entity entity, EntityMessage message, bool isHolders, DelayedSignal? place)
    {
        EntityState state = entity.State;
        if (place is { } at) entities.Change(entity, state.WithDelayed(at, message));
        else if (isHolders) entities.Change(entity, ForHolder(state, state.Lock!, message));
        else entities.Change(entity, state with { Inbox = state.Inbox.Append(message) });
        bool isPending = message is { Kind: EntityMessageKind.LockRequest, Caller: { } caller }
            && TryFindLive(caller.InstanceId, out Instance? instance) && instance.State.Incarnation == caller.Incarnation;
        if (isPending) _sections.Open(message.Caller!, message.LockSet);
    }

    /// <summary>Passes locks on, until each is with whoever is next. Part of every change, after all else.</summary>
    public void Complete()
    {
        while (_unsettled.TryDequeue(out Entity? entity))
        {
            while (PassLock(entity))
            {
                // An entity may be released, and locked by the next in line, in one change.
            }

            if (!entity.IsRemoved && entity.State.IsEmpty) entities.Remove(entity);
        }
    }

    private static EntityState ForHolder(EntityState state, EntityLock held, EntityMessage message) =>
        state with { Lock = held with { Inbox = held.Inbox.Append(message) } };

    private void Touch(Entity entity)
    {
        _touchedEntities.Add(entity);
        _unsettled.Enqueue(entity);
    }

    private bool PassLock(Entity entity)
    {
        EntityState state = entity.State;
        if (state.Lock is { } held)
        {
            if (held.Inbox.Count == 0 || held.Inbox.Messages[0].Kind != EntityMessageKind.LockRelease) return false;
            entities.Change(entity, state with { Lock = null });
            return true;
        }

        if (state.Inbox.Count == 0 || state.Inbox.Messages[0] is not { Kind: EntityMessageKind.LockRequest } request) return false;
        EntityCaller caller = request.Caller!;
        bool isOpen = _sections.IsOpen(caller);
        entities.Change(entity, state with { Inbox = state.Inbox.Drop(1), Lock = isOpen ? new EntityLock(caller, request.LockSet) : null });
        if (!isOpen) return true;
        int next = request.LockIndex + 1;
        if (next < request.LockSet.Count) Send(request.LockSet[next], request with { LockIndex = next });
        else Answer(caller, new HistoryEvent(HistoryEventKind.EntitiesLocked, caller.TaskId));
        return true;
    }
}
