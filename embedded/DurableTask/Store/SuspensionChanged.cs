namespace Embedded.DurableTask.Store;

/// <summary>An instance was told to pause, or to go on.</summary>
internal sealed class SuspensionChanged(string instanceId, bool isSuspended, string? reason, DateTimeOffset at) : StoreChange
{
    protected override StoreChangeKind Kind => StoreChangeKind.SuspensionChanged;

    public override void ApplyTo(StoreTransition store)
    {
        Instance instance = store.Find(instanceId);
        store.Change(instance, instance.State with
        {
            IsSuspended = isSuspended, Failure = null, Beginnings = 0, UpdatedAt = at, Position = store.Position,
        });
    }

    public static SuspensionChanged Read(ref RecordReader reader) =>
        new(reader.ReadText(), reader.ReadBoolean(), reader.ReadOptionalText(), reader.ReadTime());

    protected override void Write(RecordWriter writer)
    {
        writer.WriteText(instanceId);
        writer.WriteBoolean(isSuspended);
        writer.WriteOptionalText(reason);
        writer.WriteTime(at);
    }
}
