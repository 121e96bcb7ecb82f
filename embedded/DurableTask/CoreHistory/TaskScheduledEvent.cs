using DurableTask.Core.Tracing;

namespace DurableTask.Core.History;

/// <summary>An activity was called.</summary>
public class TaskScheduledEvent(int eventId, string? name, string? version = null, string? input = null) : HistoryEvent(eventId), ISupportsDurableTraceContext
{
    public override EventType EventType => EventType.TaskScheduled;

    public string? Name { get; set; } = name;

    public string? Version { get; set; } = version;

    public string? Input { get; set; } = input;

    public DistributedTraceContext? ParentTraceContext { get; set; }
}
