namespace DurableTask.Core.Tracing;

/// <summary>The trace that an entry belongs to.</summary>
public class DistributedTraceContext(string traceParent, string? traceState = null)
{
    public string TraceParent { get; set; } = traceParent;

    public string? TraceState { get; set; } = traceState;
}
