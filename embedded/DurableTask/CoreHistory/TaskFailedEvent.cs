namespace DurableTask.Core.History;

/// <summary>An activity failed.</summary>
public class TaskFailedEvent(int eventId, int taskScheduledId, string? reason, string? details, FailureDetails? failureDetails) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.TaskFailed;

    public int TaskScheduledId => taskScheduledId;

    public string? Reason => reason;

    public string? Details => details;

    public FailureDetails? FailureDetails => failureDetails;
}
