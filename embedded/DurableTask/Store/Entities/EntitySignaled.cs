namespace Embedded.DurableTask.Store.Entities;

/// <summary>A client signalled an entity.</summary>
internal sealed class EntitySignaled(string entityId, EntityMessage signal, DateTimeOffset? dueAt) : StoreChange
{
    protected override StoreChangeKind Kind => StoreChangeKind.EntitySignaled;

    public override void ApplyTo(StoreTransition store) => store.Send(entityId, signal, dueAt);

    public static EntitySignaled Read(ref RecordReader reader) =>
        new(reader.ReadText(), EntityMessage.Read(ref reader), reader.ReadBoolean() ? reader.ReadTime() : null);

    protected override void Write(RecordWriter writer)
    {
        writer.WriteText(entityId);
        signal.Write(writer);
        writer.WriteBoolean(dueAt is not null);
        if (dueAt is { } due) writer.WriteTime(due);
    }
}
