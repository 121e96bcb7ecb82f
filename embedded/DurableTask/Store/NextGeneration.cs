namespace Embedded.DurableTask.Store;

/// <summary>What an instance that continues as new goes on with: input, version, and the events it had not used.</summary>
internal sealed record NextGeneration(string? Input, string Version, IReadOnlyList<InboxMessage> Events)
{
    public void Write(RecordWriter writer)
    {
        writer.WriteOptionalText(Input);
        writer.WriteText(Version);
        writer.WriteCount(Events.Count);
        foreach (InboxMessage message in Events) writer.WriteBytes(message.Bytes);
    }

    public static NextGeneration Read(ref RecordReader reader)
    {
        string? input = reader.ReadOptionalText();
        string version = reader.ReadText();
        var events = new InboxMessage[reader.ReadCount()];
        for (int i = 0; i < events.Length; i++) events[i] = InboxMessage.Read(ref reader);
        return new NextGeneration(input, version, events);
    }
}
