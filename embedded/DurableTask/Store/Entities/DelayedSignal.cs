namespace Embedded.DurableTask.Store.Entities;

/// <summary>The place of a signal among those that wait for their time: by time, then in the order in which they were sent.</summary>
internal sealed record DelayedSignal(DateTimeOffset DueAt, long Number)
{
    public static IComparer<DelayedSignal> Order { get; } = Comparer<DelayedSignal>.Create(Compare);

    public void Write(RecordWriter writer)
    {
        writer.WriteTime(DueAt);
        writer.WriteSigned(Number);
    }

    public static DelayedSignal Read(ref RecordReader reader) => new(reader.ReadTime(), reader.ReadSigned());

    private static int Compare(DelayedSignal a, DelayedSignal b)
    {
        int byTime = a.DueAt.CompareTo(b.DueAt);
        return byTime != 0 ? byTime : a.Number.CompareTo(b.Number);
    }
}
