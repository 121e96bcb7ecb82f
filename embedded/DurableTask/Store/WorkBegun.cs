namespace Embedded.DurableTask.Store;

/// <summary>
/// An engine has started and begins what these instances had under way once more. An instance that records a step is counted anew, so that the count
/// is of beginnings that led to nothing.
/// </summary>
internal sealed class WorkBegun(IReadOnlyList<string> instanceIds, int times) : StoreChange
{
    protected override StoreChangeKind Kind => StoreChangeKind.WorkBegun;

    public override void ApplyTo(StoreTransition store)
    {
        foreach (string id in instanceIds)
        {
            Instance instance = store.Find(id);
            store.Change(instance, instance.State with { Beginnings = instance.State.Beginnings + times, Position = store.Position });
        }
    }

    public static WorkBegun Read(ref RecordReader reader)
    {
        int times = reader.ReadCount();
        var ids = new string[reader.ReadCount()];
        for (int i = 0; i < ids.Length; i++) ids[i] = reader.ReadText();
        return new WorkBegun(ids, times);
    }

    protected override void Write(RecordWriter writer)
    {
        writer.WriteCount(times);
        writer.WriteCount(instanceIds.Count);
        foreach (string id in instanceIds) writer.WriteText(id);
    }
}
