namespace Embedded.DurableTask.Store;

/// <summary>Instances were ended from outside, all at once; those that had ended already stay as they are.</summary>
internal sealed class InstancesTerminated(IReadOnlyList<string> instanceIds, string? output, DateTimeOffset at) : StoreChange
{
    protected override StoreChangeKind Kind => StoreChangeKind.InstancesTerminated;

    public override void ApplyTo(StoreTransition store)
    {
        foreach (string id in instanceIds)
        {
            if (store.TryFindLive(id, out Instance? instance)) store.End(instance, InstanceEnd.Terminated(output), instance.State.History, at);
        }
    }

    public static InstancesTerminated Read(ref RecordReader reader)
    {
        string? output = reader.ReadOptionalText();
        DateTimeOffset at = reader.ReadTime();
        var ids = new string[reader.ReadCount()];
        for (int i = 0; i < ids.Length; i++) ids[i] = reader.ReadText();
        return new InstancesTerminated(ids, output, at);
    }

    protected override void Write(RecordWriter writer)
    {
        writer.WriteOptionalText(output);
        writer.WriteTime(at);
        writer.WriteCount(instanceIds.Count);
        foreach (string id in instanceIds) writer.WriteText(id);
    }
}
