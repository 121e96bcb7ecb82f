namespace Embedded.DurableTask.Store;

/// <summary>
/// What one work item added to a history, as it is written: what it was given, then what it decided. Segments link back to the one before, so
/// that a history grows without being copied and a snapshot of it is one reference.
/// </summary>
internal sealed class HistorySegment(HistorySegment? previous, DateTimeOffset at, int messages, int actions, byte[] bytes)
{
    public HistorySegment? Previous => previous;

    /// <summary>The orchestrator's time during the work item.</summary>
    public DateTimeOffset At => at;

    public int Events { get; } = (previous?.Events ?? 0) + messages + actions;

    public int Length => bytes.Length;

    /// <summary>In bytes, of this segment and all before it.</summary>
    public long TotalLength { get; } = (previous?.TotalLength ?? 0) + bytes.Length;

    public static IReadOnlyList<HistorySegment> OldestFirst(HistorySegment? newest)
    {
        var segments = new List<HistorySegment>();
        for (HistorySegment? segment = newest; segment is not null; segment = segment.Previous) segments.Add(segment);
        segments.Reverse();
        return segments;
    }

    public (HistoryEvent[] Messages, HistoryEvent[] Actions) ReadAll()
    {
        var reader = new RecordReader(bytes);
        HistoryEvent[] given = Read(ref reader, messages);
        return (given, Read(ref reader, actions));
    }

    public void Write(RecordWriter writer)
    {
        writer.WriteTime(at);
        writer.WriteCount(messages);
        writer.WriteCount(actions);
        writer.WriteCount(bytes.Length);
        writer.WriteBytes(bytes);
    }

    public static HistorySegment Read(ref RecordReader reader, HistorySegment? previous)
    {
        DateTimeOffset at = reader.ReadTime();
        int messages = reader.ReadCount();
        int actions = reader.ReadCount();
        return new HistorySegment(previous, at, messages, actions, reader.ReadBytes(reader.ReadCount()).ToArray());
    }

    private static HistoryEvent[] Read(ref RecordReader reader, int count)
    {
        var events = new HistoryEvent[count];
        for (int i = 0; i < count; i++) events[i] = HistoryEvent.Read(ref reader);
        return events;
    }
}
