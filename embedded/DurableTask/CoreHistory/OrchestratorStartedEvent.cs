namespace DurableTask.Core.History;

/// <summary>The orchestrator got its turn.</summary>
public class OrchestratorStartedEvent(int eventId) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.OrchestratorStarted;
}
