using Embedded.DurableTask.Store;

namespace Embedded.DurableTask.Engine;

/// <summary>A change whose consequences wait until it is durable: the work item it came from, if any, and the instances it touched.</summary>
internal sealed record CommittedWork(WorkItem? Item, WorkItemOutcome? Outcome, Instance[] Touched)
{
    /// <summary>The instances live again: what they had begun is to be begun again.</summary>
    public bool Revives { get; init; }
}
