namespace DurableTask.Core.History;

/// <summary>The instance was told to pause.</summary>
public class ExecutionSuspendedEvent(int eventId, string? reason) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.ExecutionSuspended;

    public string? Reason { get; set; } = reason;
}
