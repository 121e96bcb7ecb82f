namespace DurableTask.Core.History;

/// <summary>An event was sent to another instance.</summary>
public class EventSentEvent(int eventId) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.EventSent;

    public string? InstanceId { get; set; }

    public string? Name { get; set; }

    public string? Input { get; set; }
}
