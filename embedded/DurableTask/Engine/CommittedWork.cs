using Embedded.DurableTask.Store;
using Embedded.DurableTask.Store.Entities;

namespace Embedded.DurableTask.Engine;

/// <summary>A change whose consequences wait until it is durable: the work item it came from, if any, and the instances it touched.</summary>
internal sealed record CommittedWork(WorkItem? Item, WorkItemOutcome? Outcome, Instance[] Touched)
{
    /// <summary>The instances live again: what they had begun is to be begun again.</summary>
    public bool Revives { get; init; }

    /// <summary>The entities it touched.</summary>
    public Entity[] Entities { get; init; } = [];

    /// <summary>The entity whose turn it was, if it was an entity's.</summary>
    public Entity? Worker { get; init; }

    /// <summary>Something of it is still to begin: until then the engine is not idle.</summary>
    public bool IsUnderWay => Item is not null || Revives || Entities.Length > 0;
}
