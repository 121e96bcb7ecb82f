namespace Embedded.DurableTask.Store;

/// <summary>A part of an instance's history in a snapshot, oldest part first.</summary>
internal sealed class HistoryRestored : StoreChange
{
    private readonly string _instanceId;
    private readonly byte[] _segments;
    private readonly int _count;

    private HistoryRestored(string instanceId, int count, byte[] segments)
    {
        _instanceId = instanceId;
        _count = count;
        _segments = segments;
    }

    protected override StoreChangeKind Kind => StoreChangeKind.HistoryRestored;

    public static HistoryRestored Of(string instanceId, IReadOnlyList<HistorySegment> segments)
    {
        using var writer = new RecordWriter();
        foreach (HistorySegment segment in segments) segment.Write(writer);
        return new HistoryRestored(instanceId, segments.Count, writer.ToArray());
    }

    public override void ApplyTo(StoreTransition store)
    {
        Instance instance = store.Find(_instanceId);
        HistorySegment? history = instance.State.History;
        var reader = new RecordReader(_segments);
        for (int i = 0; i < _count; i++) history = HistorySegment.Read(ref reader, history);
        store.Change(instance, instance.State with { History = history });
    }

    public static HistoryRestored Read(ref RecordReader reader)
    {
        string instanceId = reader.ReadText();
        int count = reader.ReadCount();
        return new HistoryRestored(instanceId, count, reader.ReadBytes(reader.ReadCount()).ToArray());
    }

    protected override void Write(RecordWriter writer)
    {
        writer.WriteText(_instanceId);
        writer.WriteCount(_count);
        writer.WriteCount(_segments.Length);
        writer.WriteBytes(_segments);
    }
}
