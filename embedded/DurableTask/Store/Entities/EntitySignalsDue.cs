namespace Embedded.DurableTask.Store.Entities;

/// <summary>The time of delayed signals has come: they wait with all else that has reached the entity, behind what came before them.</summary>
internal sealed class EntitySignalsDue(string entityId, DateTimeOffset until) : StoreChange
{
    protected override StoreChangeKind Kind => StoreChangeKind.EntitySignalsDue;

    public override void ApplyTo(StoreTransition store)
    {
        Entity entity = store.FindEntity(entityId);
        store.Change(entity, entity.State.WithDue(until) with { Position = store.Position });
    }

    public static EntitySignalsDue Read(ref RecordReader reader) => new(reader.ReadText(), reader.ReadTime());

    protected override void Write(RecordWriter writer)
    {
        writer.WriteText(entityId);
        writer.WriteTime(until);
    }
}
