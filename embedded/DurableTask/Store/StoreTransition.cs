using System.Diagnostics.CodeAnalysis;
using Embedded.DurableTask.Store.Entities;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Store;

/// <summary>What a change may do to the store's instances and entities while it is applied; it notes which of them have something new to do.</summary>
internal sealed partial class StoreTransition(InstanceTable table, EntityTable entities)
{
    private readonly List<Instance> _touched = [];

    /// <summary>The log position of the change that is being applied.</summary>
    public long Position { get; private set; }

    /// <summary>The number that the next instance is told apart by from others that had or will have its id; delayed signals have theirs from here too.</summary>
    public long NextIncarnation { get; set; } = 1;

    /// <summary>Instances that the last change created, gave a message, or brought to an end.</summary>
    public IReadOnlyList<Instance> Touched => _touched;

    public void Begin(long position)
    {
        Position = position;
        _touched.Clear();
        _touchedEntities.Clear();
    }

    public bool TryFindLive(string id, [NotNullWhen(true)] out Instance? instance) => table.TryFind(id, out instance) && !instance.State.IsEnded;

    public bool TryFind(string id, [NotNullWhen(true)] out Instance? instance) => table.TryFind(id, out instance);

    public Instance Find(string id) =>
        table.TryFind(id, out Instance? instance) ? instance : throw new InvalidDataException($"A durable record changes the instance '{id}', which does not exist.");

    public Instance Create(InstanceState state)
    {
        Instance instance = table.Add(state);
        _touched.Add(instance);
        return instance;
    }

    /// <summary>Puts another state in place; whoever made it has put the <see cref="Position"/> into it.</summary>
    public void Change(Instance instance, InstanceState state) => table.Change(instance, state);

    public void Remove(Instance instance) => table.Remove(instance);

    public void Deliver(Instance target, InboxMessage message)
    {
        Change(target, target.State with { Inbox = target.State.Inbox.Append(message), Position = Position });
        _touched.Add(target);
    }

    public void Schedule(InstanceStart start) => Create(new InstanceState(start, NextIncarnation++) { Position = Position });

    /// <summary>Brings an instance to its end and answers its parent, if it has one that still waits.</summary>
    public void End(Instance instance, InstanceEnd end, HistorySegment? history, DateTimeOffset at)
    {
        InstanceState state = instance.State;
        Change(instance, state with
        {
            Progress = end.Status,
            Output = end.Output,
            Failure = end.Failure,
            IsSuspended = false,
            History = end.Status == OrchestrationRuntimeStatus.Failed || history?.TotalLength <= KeptHistories.EachMaxBytes ? history : null,
            Inbox = default,
            UpdatedAt = at,
            WorkedAt = at,
            Position = Position,
        });
        _touched.Add(instance);
        ReleaseLocks(instance);
        if (state.Start.Parent is { } link) Answer(link, end);
    }

    /// <summary>Lets an instance that has ended go on from an earlier point.</summary>
    public void Revive(Instance instance, HistorySegment? history, Inbox<InboxMessage> inbox, DateTimeOffset at)
    {
        Change(instance, instance.State with
        {
            Progress = OrchestrationRuntimeStatus.Running,
            Output = null,
            Failure = null,
            History = history,
            Inbox = inbox,
            Beginnings = 0,
            UpdatedAt = at,
            Position = Position,
        });
        _touched.Add(instance);
    }

    /// <summary>Tells a parent that the call of a sub-orchestration could not be carried out.</summary>
    public void RefuseChild(Instance parent, int taskId, TaskFailureDetails failure) =>
        Deliver(parent, InboxMessage.Of(new HistoryEvent(HistoryEventKind.ChildFailed, taskId) { Failure = failure, IsFinal = true }));

    private void Answer(ParentLink link, InstanceEnd end)
    {
        if (!TryFindLive(link.InstanceId, out Instance? parent) || parent.State.Incarnation != link.Incarnation) return;
        HistoryEvent answer = end.Status == OrchestrationRuntimeStatus.Completed
            ? new HistoryEvent(HistoryEventKind.ChildCompleted, link.TaskId) { Data = end.Output }
            : new HistoryEvent(HistoryEventKind.ChildFailed, link.TaskId) { Failure = end.Failure, IsFinal = end.IsFinal };
        Deliver(parent, InboxMessage.Of(answer));
    }
}
