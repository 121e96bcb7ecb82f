namespace Embedded.DurableTask.Store;

/// <summary>Something reached an instance and waits for its next work item.</summary>
internal sealed class MessageReceived(string instanceId, InboxMessage message) : StoreChange
{
    protected override StoreChangeKind Kind => StoreChangeKind.MessageReceived;

    public override void ApplyTo(StoreTransition store) => store.Deliver(store.Find(instanceId), message);

    public static MessageReceived Read(ref RecordReader reader) => new(reader.ReadText(), InboxMessage.Read(ref reader));

    protected override void Write(RecordWriter writer)
    {
        writer.WriteText(instanceId);
        writer.WriteBytes(message.Bytes);
    }
}
