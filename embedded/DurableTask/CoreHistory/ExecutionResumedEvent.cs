namespace DurableTask.Core.History;

/// <summary>The instance was told to go on.</summary>
public class ExecutionResumedEvent(int eventId, string? reason) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.ExecutionResumed;

    public string? Reason { get; set; } = reason;
}
