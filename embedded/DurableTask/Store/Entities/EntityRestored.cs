namespace Embedded.DurableTask.Store.Entities;

/// <summary>An entity in a snapshot, without what waits for it.</summary>
internal sealed class EntityRestored(EntityState state, bool isReleasing) : StoreChange
{
    protected override StoreChangeKind Kind => StoreChangeKind.EntityRestored;

    public override void ApplyTo(StoreTransition store) => store.Restore(state, isReleasing);

    public static EntityRestored Read(ref RecordReader reader)
    {
        var state = new EntityState(reader.ReadText())
        {
            Value = reader.ReadOptionalText(),
            WorkedAt = reader.ReadTime(),
            Lock = reader.ReadBoolean() ? new EntityLock(EntityCaller.Read(ref reader), LockSetCodec.Read(ref reader)) : null,
        };
        return new EntityRestored(state, reader.ReadBoolean());
    }

    protected override void Write(RecordWriter writer)
    {
        writer.WriteText(state.Id);
        writer.WriteOptionalText(state.Value);
        writer.WriteTime(state.WorkedAt);
        writer.WriteBoolean(state.Lock is not null);
        if (state.Lock is { } held)
        {
            held.Holder.Write(writer);
            LockSetCodec.Write(writer, held.LockSet);
        }

        writer.WriteBoolean(isReleasing);
    }
}
