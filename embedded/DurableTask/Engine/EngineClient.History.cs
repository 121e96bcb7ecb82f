using Embedded.DurableTask.Store;

namespace Embedded.DurableTask.Engine;

/// <summary>Reading histories.</summary>
internal sealed partial class EngineClient
{
    /// <summary>The current generation's history; empty for one that has not worked yet, and for one that ended and whose history is not kept any more.</summary>
    public override async Task<IList<global::DurableTask.Core.History.HistoryEvent>> GetOrchestrationHistoryAsync(string instanceId, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        InstanceState state = await FindAsync(instanceId).ConfigureAwait(false) ?? throw Official($"An orchestration with the instanceId {instanceId} was not found.");
        return OfficialHistory.Of(state);
    }
}
