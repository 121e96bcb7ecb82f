using DurableTask.Core.Tracing;

namespace DurableTask.Core;

/// <summary>An entry that carries a trace.</summary>
public interface ISupportsDurableTraceContext
{
    DistributedTraceContext? ParentTraceContext { get; set; }
}
