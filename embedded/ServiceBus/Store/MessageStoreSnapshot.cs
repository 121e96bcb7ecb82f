using Embedded.Storage;

namespace Embedded.ServiceBus.Store;

/// <summary>The records that make a message store as it stood. Messages never change, so holding on to them is enough.</summary>
internal sealed class MessageStoreSnapshot(IReadOnlyList<byte[]> entities, IReadOnlyList<(string Queue, StoredMessage[] Messages)> queues) : ILogSnapshot
{
    private const int BatchMax = 64;

    public void WriteTo(ISnapshotWriter writer)
    {
        foreach (byte[] entity in entities) writer.Write(entity);
        foreach ((string queue, StoredMessage[] messages) in queues)
        {
            foreach (StoredMessage[] batch in messages.Chunk(BatchMax)) writer.Write(StoreRecord.MessagesPut([.. batch.Select(message => (queue, message))]));
        }
    }
}
