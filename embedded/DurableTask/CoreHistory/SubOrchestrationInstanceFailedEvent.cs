namespace DurableTask.Core.History;

/// <summary>A sub-orchestration failed.</summary>
public class SubOrchestrationInstanceFailedEvent(int eventId, int taskScheduledId, string? reason, string? details, FailureDetails? failureDetails) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.SubOrchestrationInstanceFailed;

    public int TaskScheduledId => taskScheduledId;

    public string? Reason => reason;

    public string? Details => details;

    public FailureDetails? FailureDetails => failureDetails;
}
