namespace DurableTask.Core.History;

/// <summary>The instance was ended from outside.</summary>
public class ExecutionTerminatedEvent(int eventId, string? input) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.ExecutionTerminated;

    public string? Input { get; set; } = input;
}
