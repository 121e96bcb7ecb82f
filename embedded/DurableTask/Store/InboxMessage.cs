namespace Embedded.DurableTask.Store;

/// <summary>An event that waits for an instance's next work item, read and as it is written.</summary>
internal sealed class InboxMessage(HistoryEvent content, byte[] bytes)
{
    public HistoryEvent Content => content;

    public byte[] Bytes => bytes;

    public static InboxMessage Of(HistoryEvent content)
    {
        using var writer = new RecordWriter();
        content.Write(writer);
        return new InboxMessage(content, writer.ToArray());
    }

    public static InboxMessage Read(ref RecordReader reader)
    {
        int start = reader.Offset;
        HistoryEvent content = HistoryEvent.Read(ref reader);
        return new InboxMessage(content, reader.Since(start).ToArray());
    }
}
