using System.Globalization;
using DurableTask.Core;
using DurableTask.Core.History;
using Embedded.DurableTask.Store;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Engine;

/// <summary>Tells a history in the events of the official core. That a timer was cancelled or a lock released is no event there, and is left out.</summary>
internal static class OfficialHistory
{
    // The number of what was not decided by the orchestrator.
    private const int NoId = -1;

    public static List<global::DurableTask.Core.History.HistoryEvent> Of(InstanceState state)
    {
        var events = new List<global::DurableTask.Core.History.HistoryEvent>();
        foreach (HistorySegment segment in HistorySegment.OldestFirst(state.History))
        {
            (Store.HistoryEvent[] messages, Store.HistoryEvent[] actions) = segment.ReadAll();
            DateTime at = segment.At.UtcDateTime;
            bool isFirst = events.Count == 0;
            Add(events, at, new OrchestratorStartedEvent(NoId));
            if (isFirst) Add(events, at, StartOf(state));
            foreach (Store.HistoryEvent message in messages) Add(events, at, EventOf(message));
            foreach (Store.HistoryEvent action in actions) Add(events, at, EventOf(action));
            Add(events, at, new OrchestratorCompletedEvent(NoId));
        }

        if (state.IsEnded && events.Count > 0) Add(events, state.UpdatedAt.UtcDateTime, EndOf(state));
        return events;
    }

    private static void Add(List<global::DurableTask.Core.History.HistoryEvent> events, DateTime at, global::DurableTask.Core.History.HistoryEvent? entry)
    {
        if (entry is null) return;
        entry.Timestamp = at;
        events.Add(entry);
    }

    private static ExecutionStartedEvent StartOf(InstanceState state) => new(NoId, state.Input)
    {
        Name = state.Start.Name,
        Version = state.Version,
        Generation = state.Generation,
        ScheduledStartTime = state.Start.StartAt?.UtcDateTime,
        Tags = state.Start.Tags.ToDictionary(StringComparer.Ordinal),
        ParentInstance = state.Start.Parent is { } parent
            ? new ParentInstance { Name = parent.Name, TaskScheduleId = parent.TaskId, OrchestrationInstance = new OrchestrationInstance { InstanceId = parent.InstanceId } }
            : null,
    };

    private static global::DurableTask.Core.History.HistoryEvent EndOf(InstanceState state) => state.Progress switch
    {
        OrchestrationRuntimeStatus.Terminated => new ExecutionTerminatedEvent(NoId, state.Output),
        OrchestrationRuntimeStatus.Failed => new ExecutionCompletedEvent(NoId, result: null, OrchestrationStatus.Failed, DetailsOf(state.Failure, isFinal: false)),
        _ => new ExecutionCompletedEvent(NoId, state.Output, OrchestrationStatus.Completed),
    };

    private static global::DurableTask.Core.History.HistoryEvent? EventOf(Store.HistoryEvent entry) => entry.Kind switch
    {
        HistoryEventKind.ActivityScheduled => new TaskScheduledEvent(entry.TaskId, entry.Name, entry.Version, entry.Data),
        HistoryEventKind.ActivityCompleted => new TaskCompletedEvent(NoId, entry.TaskId, entry.Data),
        HistoryEventKind.ActivityFailed => new TaskFailedEvent(NoId, entry.TaskId, entry.Failure?.ErrorMessage, details: null, DetailsOf(entry.Failure, entry.IsFinal)),
        HistoryEventKind.ChildScheduled =>
            new SubOrchestrationInstanceCreatedEvent(entry.TaskId) { Name = entry.Name, Version = entry.Version, InstanceId = entry.InstanceId, Input = entry.Data },
        HistoryEventKind.ChildCompleted => new SubOrchestrationInstanceCompletedEvent(NoId, entry.TaskId, entry.Data),
        HistoryEventKind.ChildFailed =>
            new SubOrchestrationInstanceFailedEvent(NoId, entry.TaskId, entry.Failure?.ErrorMessage, details: null, DetailsOf(entry.Failure, entry.IsFinal)),
        HistoryEventKind.TimerCreated => new TimerCreatedEvent(entry.TaskId, entry.DueAt.UtcDateTime),
        HistoryEventKind.TimerFired => new TimerFiredEvent(NoId, entry.DueAt.UtcDateTime) { TimerId = entry.TaskId },
        HistoryEventKind.EventSent or HistoryEventKind.EntityCalled or HistoryEventKind.EntitySignaled =>
            new EventSentEvent(entry.TaskId) { Name = entry.Name, InstanceId = entry.InstanceId, Input = entry.Data },
        HistoryEventKind.EventRaised => new EventRaisedEvent(NoId, entry.Data) { Name = entry.Name },
        HistoryEventKind.EntityCompleted => new EventRaisedEvent(NoId, entry.Data) { Name = EntityAnswer(entry) },
        HistoryEventKind.EntityFailed => new EventRaisedEvent(NoId, entry.Failure?.ErrorMessage) { Name = EntityAnswer(entry) },
        HistoryEventKind.EntityLockRequested => new EventSentEvent(entry.TaskId) { Name = "lock", Input = entry.Data },
        HistoryEventKind.EntitiesLocked => new EventRaisedEvent(NoId, input: null) { Name = EntityAnswer(entry) },
        _ => null,
    };

    // In the core, too, calls of entities are events that are sent, and the answers events that come back.
    private static string EntityAnswer(Store.HistoryEvent entry) => string.Create(CultureInfo.InvariantCulture, $"answer to #{entry.TaskId}");

    private static FailureDetails? DetailsOf(TaskFailureDetails? failure, bool isFinal) => failure is null
        ? null
        : new FailureDetails(failure.ErrorType, failure.ErrorMessage, failure.StackTrace, DetailsOf(failure.InnerFailure, isFinal: false), isFinal);
}
