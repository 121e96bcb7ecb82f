namespace Embedded.DurableTask.Store.Entities;

/// <summary>All that one turn of an entity changed: the operations it used up, the state they left, and what they brought about elsewhere.</summary>
internal sealed class EntityWorked(string entityId, DateTimeOffset at) : StoreChange
{
    /// <summary>How many messages it took from the inbox, oldest first.</summary>
    public int Taken { get; init; }

    /// <summary>Whether they were the lock holder's.</summary>
    public bool TakenFromHolder { get; init; }

    public bool ChangesValue { get; init; }

    public string? Value { get; init; }

    public IReadOnlyList<EntityEffect> Effects { get; init; } = [];

    protected override StoreChangeKind Kind => StoreChangeKind.EntityWorked;

    public override void ApplyTo(StoreTransition store)
    {
        Entity entity = store.FindEntity(entityId);
        EntityState state = entity.State;
        state = TakenFromHolder
            ? state with { Lock = state.Lock! with { Inbox = state.Lock.Inbox.Drop(Taken) } }
            : state with { Inbox = state.Inbox.Drop(Taken) };
        store.Change(entity, state with { Value = ChangesValue ? Value : state.Value, WorkedAt = at, Position = store.Position });
        foreach (EntityEffect effect in Effects) Carry(store, effect);
    }

    public static EntityWorked Read(ref RecordReader reader)
    {
        string entityId = reader.ReadText();
        DateTimeOffset at = reader.ReadTime();
        int taken = reader.ReadCount();
        bool fromHolder = reader.ReadBoolean();
        bool changesValue = reader.ReadBoolean();
        string? value = changesValue ? reader.ReadOptionalText() : null;
        var effects = new EntityEffect[reader.ReadCount()];
        for (int i = 0; i < effects.Length; i++) effects[i] = EntityEffect.Read(ref reader);
        return new EntityWorked(entityId, at)
        {
            Taken = taken, TakenFromHolder = fromHolder, ChangesValue = changesValue, Value = value, Effects = effects,
        };
    }

    protected override void Write(RecordWriter writer)
    {
        writer.WriteText(entityId);
        writer.WriteTime(at);
        writer.WriteCount(Taken);
        writer.WriteBoolean(TakenFromHolder);
        writer.WriteBoolean(ChangesValue);
        if (ChangesValue) writer.WriteOptionalText(Value);
        writer.WriteCount(Effects.Count);
        foreach (EntityEffect effect in Effects) effect.Write(writer);
    }

    private static void Carry(StoreTransition store, EntityEffect effect)
    {
        switch (effect)
        {
            case EntityEffect.Answer answer:
                store.Answer(answer.Caller, answer.Content);
                break;
            case EntityEffect.Signal signal:
                store.Send(signal.EntityId, signal.Message, signal.DueAt);
                break;
            case EntityEffect.Start { Instance: var start } when !store.TryFindLive(start.InstanceId, out _):
                store.Schedule(start);
                break;
        }
    }
}
