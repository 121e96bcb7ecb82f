using DurableTask.Core.Tracing;

namespace DurableTask.Core.History;

/// <summary>The instance was started, or began anew.</summary>
public class ExecutionStartedEvent(int eventId, string? input) : HistoryEvent(eventId), ISupportsDurableTraceContext
{
    public override EventType EventType => EventType.ExecutionStarted;

    public string? Name { get; set; }

    public string? Version { get; set; }

    public string? Input { get; set; } = input;

    public ParentInstance? ParentInstance { get; set; }

    public IDictionary<string, string>? Tags { get; set; }

    public DateTime? ScheduledStartTime { get; set; }

    public int? Generation { get; set; }

    public DistributedTraceContext? ParentTraceContext { get; set; }
}
