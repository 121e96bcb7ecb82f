using Microsoft.DurableTask;

namespace Embedded.DurableTask.Orchestration;

/// <summary>An open wait for an event, and the older one of the same name behind it.</summary>
internal abstract class EventWaiter(EventWaiter? older)
{
    public EventWaiter? Older => older;

    public abstract Type EventType { get; }

    /// <summary>Reads the event's payload; the result hands it to the waiter. One that has been cancelled swallows it.</summary>
    public abstract Action Reading(string? payload, DataConverter converter);
}
