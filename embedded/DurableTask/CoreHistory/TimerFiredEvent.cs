namespace DurableTask.Core.History;

/// <summary>A timer was due.</summary>
public class TimerFiredEvent(int eventId, DateTime fireAt) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.TimerFired;

    public int TimerId { get; set; }

    public DateTime FireAt { get; set; } = fireAt;
}
