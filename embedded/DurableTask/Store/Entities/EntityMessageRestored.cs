namespace Embedded.DurableTask.Store.Entities;

/// <summary>A message in a snapshot that waits for an entity: in its turn, by the lock holder, or for its time.</summary>
internal sealed class EntityMessageRestored(string entityId, EntityMessage message, bool isHolders, DelayedSignal? place) : StoreChange
{
    protected override StoreChangeKind Kind => StoreChangeKind.EntityMessageRestored;

    public override void ApplyTo(StoreTransition store) => store.Restore(store.FindEntity(entityId), message, isHolders, place);

    public static EntityMessageRestored Read(ref RecordReader reader) =>
        new(reader.ReadText(), EntityMessage.Read(ref reader), reader.ReadBoolean(), reader.ReadBoolean() ? DelayedSignal.Read(ref reader) : null);

    protected override void Write(RecordWriter writer)
    {
        writer.WriteText(entityId);
        message.Write(writer);
        writer.WriteBoolean(isHolders);
        writer.WriteBoolean(place is not null);
        place?.Write(writer);
    }
}
