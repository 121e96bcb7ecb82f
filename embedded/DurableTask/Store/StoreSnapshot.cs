using Embedded.DurableTask.Store.Entities;
using Embedded.Storage;

namespace Embedded.DurableTask.Store;

/// <summary>The store at one moment. All it holds is immutable, so it can be written while the store goes on.</summary>
internal sealed class StoreSnapshot(long nextIncarnation, InstanceState?[][] states, EntityState?[][] entities) : ILogSnapshot
{
    private const int HistoryPartMinBytes = 256 * 1024;

    public void WriteTo(ISnapshotWriter writer)
    {
        writer.Write(new StoreRestored(nextIncarnation).Record);
        foreach (InstanceState?[] page in states)
        {
            foreach (InstanceState? state in page)
            {
                if (state is not null) Write(writer, state);
            }
        }

        // After the instances: whether a lock request still counts depends on the one that made it.
        foreach (EntityState? entity in entities.SelectMany(page => page))
        {
            if (entity is not null) Write(writer, entity);
        }
    }

    private static void Write(ISnapshotWriter writer, InstanceState state)
    {
        string id = state.Start.InstanceId;
        writer.Write(new InstanceRestored(state).Record);
        var part = new List<HistorySegment>();
        int length = 0;
        foreach (HistorySegment segment in HistorySegment.OldestFirst(state.History))
        {
            part.Add(segment);
            length += segment.Length;
            if (length < HistoryPartMinBytes) continue;
            WritePart(writer, id, part);
            length = 0;
        }

        WritePart(writer, id, part);
        if (state.Beginnings > 0) writer.Write(new WorkBegun([id], state.Beginnings).Record);
        foreach (InboxMessage message in state.Inbox.Messages) writer.Write(new MessageReceived(id, message).Record);
    }

    private static void Write(ISnapshotWriter writer, EntityState entity)
    {
        writer.Write(new EntityRestored(entity, entity.Lock?.IsReleasing == true).Record);
        if (entity.Lock is { } held)
        {
            foreach (EntityMessage message in held.Inbox.Messages) writer.Write(new EntityMessageRestored(entity.Id, message, isHolders: true, place: null).Record);
        }

        foreach (EntityMessage message in entity.Inbox.Messages) writer.Write(new EntityMessageRestored(entity.Id, message, isHolders: false, place: null).Record);
        if (entity.Delayed is null) return;
        foreach ((DelayedSignal place, EntityMessage message) in entity.Delayed) writer.Write(new EntityMessageRestored(entity.Id, message, isHolders: false, place).Record);
    }

    private static void WritePart(ISnapshotWriter writer, string id, List<HistorySegment> part)
    {
        if (part.Count > 0) writer.Write(HistoryRestored.Of(id, part).Record);
        part.Clear();
    }
}
