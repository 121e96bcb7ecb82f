namespace Embedded.DurableTask.Store;

/// <summary>A new instance, in place of an ended one of the same id.</summary>
internal sealed class InstanceScheduled(InstanceStart start) : StoreChange
{
    protected override StoreChangeKind Kind => StoreChangeKind.InstanceScheduled;

    public override void ApplyTo(StoreTransition store) => store.Schedule(start);

    public static InstanceScheduled Read(ref RecordReader reader) => new(InstanceStart.Read(ref reader));

    protected override void Write(RecordWriter writer) => start.Write(writer);
}
