using System.Runtime.Serialization;

namespace DurableTask.Core.History;

/// <summary>One entry of an instance's history, as clients read it.</summary>
public abstract class HistoryEvent : IExtensibleDataObject
{
    protected HistoryEvent(int eventId) => EventId = eventId;

    public int EventId { get; }

    public bool IsPlayed { get; set; }

    public DateTime Timestamp { get; set; }

    public virtual EventType EventType => EventType.GenericEvent;

    public ExtensionDataObject? ExtensionData { get; set; }
}
