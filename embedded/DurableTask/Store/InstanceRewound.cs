using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Store;

/// <summary>
/// A failed instance goes back to its last good point: to the last step in which it decided something before the one in which it failed. The
/// failures that reached it since are forgotten, so that their calls are open again; what else reached it is given to it once more. The
/// sub-orchestrations that failed it go back in the same way.
/// </summary>
internal sealed class InstanceRewound(string instanceId, string reason, DateTimeOffset at) : StoreChange
{
    protected override StoreChangeKind Kind => StoreChangeKind.InstanceRewound;

    public override void ApplyTo(StoreTransition store)
    {
        var waiting = new Queue<Instance>();
        waiting.Enqueue(store.Find(instanceId));
        while (waiting.TryDequeue(out Instance? instance))
        {
            foreach (Instance child in Rewind(store, instance)) waiting.Enqueue(child);
        }
    }

    public static InstanceRewound Read(ref RecordReader reader) => new(reader.ReadText(), reader.ReadText(), reader.ReadTime());

    protected override void Write(RecordWriter writer)
    {
        writer.WriteText(instanceId);
        writer.WriteText(reason);
        writer.WriteTime(at);
    }

    private List<Instance> Rewind(StoreTransition store, Instance instance)
    {
        var undone = new List<HistoryEvent>();
        HistorySegment? last = instance.State.History;
        HistorySegment? segment = last;
        while (segment is not null)
        {
            (HistoryEvent[] messages, HistoryEvent[] actions) = segment.ReadAll();
            if (segment != last && actions.Length > 0) break;
            undone.InsertRange(0, messages);
            segment = segment.Previous;
        }

        Dictionary<int, Instance> children = FailedChildren(store, instance, segment);
        IEnumerable<HistoryEvent> kept = undone.Where(message =>
            message.Kind != HistoryEventKind.ActivityFailed && !(message.Kind == HistoryEventKind.ChildFailed && children.ContainsKey(message.TaskId)));
        store.Revive(instance, segment, Inbox.Of([.. kept.Select(InboxMessage.Of)]), at);
        return [.. undone.Where(message => message.Kind == HistoryEventKind.ChildFailed && children.ContainsKey(message.TaskId)).Select(message => children[message.TaskId])];
    }

    /// <summary>The sub-orchestrations of a history that failed and can go back too, by the call they were made in.</summary>
    private static Dictionary<int, Instance> FailedChildren(StoreTransition store, Instance parent, HistorySegment? history)
    {
        var children = new Dictionary<int, Instance>();
        foreach (HistoryEvent call in HistorySegment.OldestFirst(history).SelectMany(segment => segment.ReadAll().Actions))
        {
            if (call.Kind == HistoryEventKind.ChildScheduled
                && store.TryFind(call.InstanceId!, out Instance? child)
                && child.State is { Progress: OrchestrationRuntimeStatus.Failed, Start.Parent: { } link }
                && link.Incarnation == parent.State.Incarnation
                && link.TaskId == call.TaskId)
            {
                children[call.TaskId] = child;
            }
        }

        return children;
    }
}
