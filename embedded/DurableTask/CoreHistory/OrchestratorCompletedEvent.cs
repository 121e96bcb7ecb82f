namespace DurableTask.Core.History;

/// <summary>The orchestrator waits, or has ended.</summary>
public class OrchestratorCompletedEvent(int eventId) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.OrchestratorCompleted;
}
