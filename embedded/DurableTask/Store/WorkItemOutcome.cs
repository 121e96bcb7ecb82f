using Embedded.DurableTask.Store.Entities;
using Embedded.DurableTask.Telemetry;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Store;

/// <summary>
/// All that one work item changed: the messages it used up (those from the inbox by number, those that had not been recorded before in full),
/// what the orchestrator decided, the status it shows, and whether it ended or continues as new.
/// </summary>
internal sealed class WorkItemOutcome(string instanceId, DateTimeOffset at) : StoreChange
{
    /// <summary>With what it takes from the inbox besides, a segment of a history stays below the largest record of the log, so that a snapshot can hold it.</summary>
    public const int RecordMaxBytes = 32 * 1024 * 1024;

    private Range _events;

    public string InstanceId => instanceId;

    public DateTimeOffset At => at;

    /// <summary>How many messages it took from the inbox, oldest first.</summary>
    public int TakenFromInbox { get; init; }

    /// <summary>Messages it was given that are recorded only here.</summary>
    public IReadOnlyList<InboxMessage> Unrecorded { get; init; } = [];

    public IReadOnlyList<HistoryEvent> Actions { get; init; } = [];

    public bool ChangesCustomStatus { get; init; }

    public string? CustomStatus { get; init; }

    public InstanceEnd? End { get; init; }

    public NextGeneration? Next { get; init; }

    /// <summary>What is to be told of it once it is durable, if the instance is traced. Not part of the record: what is not told then never is.</summary>
    public WorkTrace? Trace { get; init; }

    protected override StoreChangeKind Kind => StoreChangeKind.WorkItemOutcome;

    public override void ApplyTo(StoreTransition store)
    {
        Instance instance = store.Find(instanceId);
        InstanceState state = instance.State;
        HistorySegment history = Extend(state);
        store.Change(instance, state with
        {
            Progress = OrchestrationRuntimeStatus.Running,
            CustomStatus = ChangesCustomStatus ? CustomStatus : state.CustomStatus,
            UpdatedAt = at,
            WorkedAt = at,
            History = history,
            Inbox = state.Inbox.Drop(TakenFromInbox),
            Beginnings = 0,
            Position = store.Position,
        });
        for (int i = 0; i < Actions.Count; i++) Carry(store, instance, Actions[i]);
        if (Next is not null) Continue(store, instance, Next);
        if (End is not null) store.End(instance, End, history, at);
    }

    public static WorkItemOutcome Read(ref RecordReader reader)
    {
        string instanceId = reader.ReadText();
        DateTimeOffset at = reader.ReadTime();
        int taken = reader.ReadCount();
        var unrecorded = new InboxMessage[reader.ReadCount()];
        var actions = new HistoryEvent[reader.ReadCount()];
        for (int i = 0; i < unrecorded.Length; i++) unrecorded[i] = InboxMessage.Read(ref reader);
        for (int i = 0; i < actions.Length; i++) actions[i] = HistoryEvent.Read(ref reader);
        bool changesCustomStatus = reader.ReadBoolean();
        return new WorkItemOutcome(instanceId, at)
        {
            TakenFromInbox = taken,
            Unrecorded = unrecorded,
            Actions = actions,
            ChangesCustomStatus = changesCustomStatus,
            CustomStatus = changesCustomStatus ? reader.ReadOptionalText() : null,
            End = reader.ReadBoolean() ? InstanceEnd.Read(ref reader) : null,
            Next = reader.ReadBoolean() ? NextGeneration.Read(ref reader) : null,
        };
    }

    protected override void Write(RecordWriter writer)
    {
        writer.WriteText(instanceId);
        writer.WriteTime(at);
        writer.WriteCount(TakenFromInbox);
        writer.WriteCount(Unrecorded.Count);
        writer.WriteCount(Actions.Count);
        int start = writer.Length;
        for (int i = 0; i < Unrecorded.Count; i++) writer.WriteBytes(Unrecorded[i].Bytes);
        for (int i = 0; i < Actions.Count; i++) Actions[i].Write(writer);
        _events = new Range(start, writer.Length);
        writer.WriteBoolean(ChangesCustomStatus);
        if (ChangesCustomStatus) writer.WriteOptionalText(CustomStatus);
        writer.WriteBoolean(End is not null);
        End?.Write(writer);
        writer.WriteBoolean(Next is not null);
        Next?.Write(writer);
    }

    private HistorySegment Extend(InstanceState state)
    {
        // The record holds the events as the history does; copied out of it, they do not keep the rest of it in memory.
        byte[] record = Record;
        ReadOnlySpan<byte> events = record.AsSpan(_events);
        int length = events.Length;
        ReadOnlySpan<InboxMessage> taken = state.Inbox.Messages[..TakenFromInbox];
        foreach (InboxMessage message in taken) length += message.Bytes.Length;
        byte[] bytes = GC.AllocateUninitializedArray<byte>(length);
        Span<byte> rest = bytes;
        foreach (InboxMessage message in taken)
        {
            message.Bytes.CopyTo(rest);
            rest = rest[message.Bytes.Length..];
        }

        events.CopyTo(rest);
        return new HistorySegment(state.History, at, TakenFromInbox + Unrecorded.Count, Actions.Count, bytes);
    }

    private void Carry(StoreTransition store, Instance instance, HistoryEvent action)
    {
        switch (action.Kind)
        {
            case HistoryEventKind.EventSent when store.TryFindLive(action.InstanceId!, out Instance? target):
                store.Deliver(target, InboxMessage.Of(new HistoryEvent(HistoryEventKind.EventRaised, TaskId: -1) { Name = action.Name, Data = action.Data }));
                break;
            case HistoryEventKind.ChildScheduled:
                StartChild(store, instance, action);
                break;
            case HistoryEventKind.EntityCalled:
                store.Send(action.InstanceId!, EntityMessage.Call(CallerOf(instance, action), action.Name!, action.Data));
                break;
            case HistoryEventKind.EntitySignaled:
                store.Send(action.InstanceId!, EntityMessage.Signal(action.Name!, action.Data), action.DueAt == default ? null : action.DueAt);
                break;
            case HistoryEventKind.EntityLockRequested:
                store.RequestLocks(CallerOf(instance, action), LockSetCodec.FromText(action.Data!));
                break;
            case HistoryEventKind.EntityLockReleased:
                store.ReleaseLocks(instance);
                break;
        }
    }

    private static EntityCaller CallerOf(Instance instance, HistoryEvent action) => new(instance.Id, instance.State.Incarnation, action.TaskId);

    private void StartChild(StoreTransition store, Instance parent, HistoryEvent call)
    {
        if (store.TryFindLive(call.InstanceId!, out _))
        {
            store.RefuseChild(parent, call.TaskId, new TaskFailureDetails(
                typeof(global::DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException).ToString(),
                $"An orchestration instance with the id '{call.InstanceId}' is already running.",
                StackTrace: null,
                InnerFailure: null,
                Properties: null));
            return;
        }

        InstanceState state = parent.State;
        store.Schedule(new InstanceStart(call.InstanceId!, call.Name!, call.Version, call.Data, at)
        {
            Parent = new ParentLink(instanceId, state.Start.Name, state.Incarnation, call.TaskId),
            Trace = state.Start.Trace?.At(SpanIds.OfTask(state, call.TaskId)),
        });
    }

    private static void Continue(StoreTransition store, Instance instance, NextGeneration next)
    {
        store.ReleaseLocks(instance);
        InstanceState state = instance.State;
        var inbox = Inbox.Of([.. next.Events, .. state.Inbox.Messages]);
        store.Change(instance, state with
        {
            Generation = state.Generation + 1, Input = next.Input, Version = next.Version, History = null, Inbox = inbox, Position = store.Position,
        });
    }
}
