using Embedded.DurableTask.Orchestration;
using Embedded.DurableTask.Store;

namespace Embedded.DurableTask.Engine;

/// <summary>What an engine keeps of a living instance besides its durable state. Used with the log's gate held, the execution while it works.</summary>
internal sealed class InstanceRuntime
{
    /// <summary>The orchestrator as it waits; null if it is to be replayed.</summary>
    public OrchestrationExecution? Execution { get; set; }

    /// <summary>Messages that will be recorded with the work item that uses them: after a crash they come again by themselves.</summary>
    public List<InboxMessage> Unrecorded { get; } = new(capacity: 0);

    public List<DurableTimer> Timers { get; } = new(capacity: 0);

    /// <summary>Waits for its turn.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Runs, or has run and is not yet durable.</summary>
    public bool IsWorking { get; set; }

    /// <summary>Is to start at a time that has not come.</summary>
    public bool WaitsForStart { get; set; }

    /// <summary>Its place among the live orchestrators; the list is ordered by use.</summary>
    public LinkedListNode<InstanceRuntime>? LiveNode { get; set; }
}
