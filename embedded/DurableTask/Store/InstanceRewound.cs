using Embedded.DurableTask.Store.Entities;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Store;

/// <summary>
/// A failed instance goes back to its last good point: to the last step in which it decided something before the one in which it failed. The
/// failures that reached it since are forgotten, so that their calls are open again, those to entities are made again; what else reached it is given
/// to it once more. The sub-orchestrations that failed it go back in the same way. Whatever would go back into a critical section stays as it is:
/// its locks are gone.
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

    /// <summary>Whether an instance would go back into a critical section, whose locks were released when it failed.</summary>
    public static bool EndsInCriticalSection(InstanceState state)
    {
        (HistorySegment? point, _) = LastGoodPoint(state);
        bool isOpen = false;
        foreach (HistoryEvent action in ActionsUntil(point))
        {
            if (action.Kind == HistoryEventKind.EntityLockRequested) isOpen = true;
            else if (action.Kind == HistoryEventKind.EntityLockReleased) isOpen = false;
        }

        return isOpen;
    }

    private static (HistorySegment? Point, List<HistoryEvent> Undone) LastGoodPoint(InstanceState state)
    {
        var undone = new List<HistoryEvent>();
        HistorySegment? last = state.History;
        HistorySegment? segment = last;
        while (segment is not null)
        {
            (HistoryEvent[] messages, HistoryEvent[] actions) = segment.ReadAll();
            if (segment != last && actions.Length > 0) break;
            undone.InsertRange(0, messages);
            segment = segment.Previous;
        }

        return (segment, undone);
    }

    private static IEnumerable<HistoryEvent> ActionsUntil(HistorySegment? point) =>
        HistorySegment.OldestFirst(point).SelectMany(segment => segment.ReadAll().Actions);

    private List<Instance> Rewind(StoreTransition store, Instance instance)
    {
        (HistorySegment? segment, List<HistoryEvent> undone) = LastGoodPoint(instance.State);
        Dictionary<int, Instance> children = FailedChildren(store, instance, segment);
        IEnumerable<HistoryEvent> kept = undone.Where(message => message.Kind is not (HistoryEventKind.ActivityFailed or HistoryEventKind.EntityFailed)
            && !(message.Kind == HistoryEventKind.ChildFailed && children.ContainsKey(message.TaskId)));
        CallAgain(store, instance, segment, undone);
        store.Revive(instance, segment, Inbox.Of([.. kept.Select(InboxMessage.Of)]), at);
        return [.. undone.Where(message => message.Kind == HistoryEventKind.ChildFailed && children.ContainsKey(message.TaskId)).Select(message => children[message.TaskId])];
    }

    private static void CallAgain(StoreTransition store, Instance instance, HistorySegment? point, List<HistoryEvent> undone)
    {
        var failed = undone.Where(message => message.Kind == HistoryEventKind.EntityFailed).Select(message => message.TaskId).ToHashSet();
        if (failed.Count == 0) return;
        foreach (HistoryEvent call in ActionsUntil(point).Where(action => action.Kind == HistoryEventKind.EntityCalled && failed.Contains(action.TaskId)))
        {
            var caller = new EntityCaller(instance.Id, instance.State.Incarnation, call.TaskId);
            store.Send(call.InstanceId!, EntityMessage.Call(caller, call.Name!, call.Data));
        }
    }

    /// <summary>The sub-orchestrations of a history that failed and can go back too, by the call they were made in.</summary>
    private static Dictionary<int, Instance> FailedChildren(StoreTransition store, Instance parent, HistorySegment? history)
    {
        var children = new Dictionary<int, Instance>();
        foreach (HistoryEvent call in ActionsUntil(history))
        {
            if (call.Kind == HistoryEventKind.ChildScheduled
                && store.TryFind(call.InstanceId!, out Instance? child)
                && child.State is { Progress: OrchestrationRuntimeStatus.Failed, Start.Parent: { } link }
                && link.Incarnation == parent.State.Incarnation
                && link.TaskId == call.TaskId
                && !EndsInCriticalSection(child.State))
            {
                children[call.TaskId] = child;
            }
        }

        return children;
    }
}
