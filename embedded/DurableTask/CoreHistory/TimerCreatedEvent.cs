namespace DurableTask.Core.History;

/// <summary>A timer was set.</summary>
public class TimerCreatedEvent(int eventId, DateTime fireAt) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.TimerCreated;

    public DateTime FireAt { get; set; } = fireAt;
}
