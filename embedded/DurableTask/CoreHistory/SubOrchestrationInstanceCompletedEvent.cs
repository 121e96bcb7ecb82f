namespace DurableTask.Core.History;

/// <summary>A sub-orchestration answered.</summary>
public class SubOrchestrationInstanceCompletedEvent(int eventId, int taskScheduledId, string? result) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.SubOrchestrationInstanceCompleted;

    public int TaskScheduledId => taskScheduledId;

    public string? Result => result;
}
