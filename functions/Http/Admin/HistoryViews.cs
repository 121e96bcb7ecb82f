using DurableTask.Core;
using DurableTask.Core.History;
using PlatformDeployer.Contracts.Admin;

namespace PlatformDeployer.Functions.Http.Admin;

/// <summary>Shows entries of histories.</summary>
internal static class HistoryViews
{
    /// <summary>One entry.</summary>
    public static HistoryEventView Of(HistoryEvent entry)
    {
        HistoryEventView view = new() { Type = entry.EventType.ToString(), At = Utc(entry.Timestamp) };
        return entry switch
        {
            ExecutionStartedEvent start => view with
            {
                Name = start.Name, InstanceId = start.ParentInstance?.OrchestrationInstance?.InstanceId, Input = InstanceViews.DataOf(start.Input),
            },
            ExecutionCompletedEvent end => view with { Result = InstanceViews.DataOf(end.Result), Failure = FailureOf(end.FailureDetails) },
            ExecutionTerminatedEvent end => view with { Input = InstanceViews.DataOf(end.Input) },
            ExecutionSuspendedEvent pause => view with { Reason = pause.Reason },
            ExecutionResumedEvent resumption => view with { Reason = resumption.Reason },
            TaskScheduledEvent call => view with { TaskId = call.EventId, Name = call.Name, Input = InstanceViews.DataOf(call.Input) },
            TaskCompletedEvent answer => view with { TaskId = answer.TaskScheduledId, Result = InstanceViews.DataOf(answer.Result) },
            TaskFailedEvent failed => view with { TaskId = failed.TaskScheduledId, Failure = FailureOf(failed.FailureDetails), Reason = failed.Reason },
            SubOrchestrationInstanceCreatedEvent call => view with
            {
                TaskId = call.EventId, Name = call.Name, InstanceId = call.InstanceId, Input = InstanceViews.DataOf(call.Input),
            },
            SubOrchestrationInstanceCompletedEvent answer => view with { TaskId = answer.TaskScheduledId, Result = InstanceViews.DataOf(answer.Result) },
            SubOrchestrationInstanceFailedEvent failed => view with
            {
                TaskId = failed.TaskScheduledId, Failure = FailureOf(failed.FailureDetails), Reason = failed.Reason,
            },
            TimerCreatedEvent timer => view with { TaskId = timer.EventId, DueAt = Utc(timer.FireAt) },
            TimerFiredEvent timer => view with { TaskId = timer.TimerId, DueAt = Utc(timer.FireAt) },
            EventSentEvent sent => view with { TaskId = sent.EventId, Name = sent.Name, InstanceId = sent.InstanceId, Input = InstanceViews.DataOf(sent.Input) },
            EventRaisedEvent raised => view with { Name = raised.Name, Input = InstanceViews.DataOf(raised.Input) },
            _ => view,
        };
    }

    /// <summary>How much of an answer an entry takes, about.</summary>
    public static int SizeOf(HistoryEventView view) =>
        SizeOf(view.Input) + SizeOf(view.Result) + (view.Reason?.Length ?? 0) + (view.Failure?.Message.Length ?? 0);

    private static int SizeOf(System.Text.Json.JsonElement? data) => data?.GetRawText().Length ?? 0;

    private static InstanceFailureView? FailureOf(FailureDetails? failure) =>
        failure is null ? null : new(failure.ErrorType, failure.ErrorMessage, FailureOf(failure.InnerFailure));

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
