namespace Embedded.DurableTask.Store;

/// <summary>Ended instances were forgotten, all at once.</summary>
internal sealed class InstancesPurged(IReadOnlyList<string> instanceIds) : StoreChange
{
    protected override StoreChangeKind Kind => StoreChangeKind.InstancesPurged;

    public override void ApplyTo(StoreTransition store)
    {
        foreach (string id in instanceIds) store.Remove(store.Find(id));
    }

    public static InstancesPurged Read(ref RecordReader reader)
    {
        var ids = new string[reader.ReadCount()];
        for (int i = 0; i < ids.Length; i++) ids[i] = reader.ReadText();
        return new InstancesPurged(ids);
    }

    protected override void Write(RecordWriter writer)
    {
        writer.WriteCount(instanceIds.Count);
        foreach (string id in instanceIds) writer.WriteText(id);
    }
}
