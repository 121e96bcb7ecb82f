namespace DurableTask.Core.History;

/// <summary>The instance came to its end, or continues as new.</summary>
public class ExecutionCompletedEvent(int eventId, string? result, OrchestrationStatus orchestrationStatus, FailureDetails? failureDetails = null) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.ExecutionCompleted;

    public OrchestrationStatus OrchestrationStatus => orchestrationStatus;

    public string? Result => result;

    public FailureDetails? FailureDetails => failureDetails;
}
