namespace DurableTask.Core.History;

/// <summary>An activity answered.</summary>
public class TaskCompletedEvent(int eventId, int taskScheduledId, string? result) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.TaskCompleted;

    public int TaskScheduledId => taskScheduledId;

    public string? Result => result;
}
