using Microsoft.DurableTask.Client;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Orchestrations.Operations;

namespace PlatformDeployer.Functions.Http.Operations;

/// <summary>Finds operations: their orchestrations are all there is of them.</summary>
/// <param name="registry">What is known of the platforms.</param>
/// <param name="time">The clock.</param>
public sealed class OperationReader(IPlatformRegistry registry, TimeProvider time)
{
    private const int ReadsAtOnceMax = 8;

    /// <summary>One operation; null when there is none.</summary>
    internal async Task<OperationView?> FindAsync(DurableTaskClient client, string id, CancellationToken cancellationToken)
    {
        if (!OperationIds.IsOperation(id)) return null;
        if (await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellationToken) is { } instance) return OperationViews.Of(instance);
        PlatformRecord? platform = await registry.FindAsync(OperationViews.PlatformOf(id), cancellationToken);
        return platform is null ? null : OperationViews.Of(id, platform);
    }

    /// <summary>A page of operations, newest first.</summary>
    /// <param name="client">Where orchestrations run.</param>
    /// <param name="prefixes">What the ids of the operations begin with.</param>
    /// <param name="top">How many at most.</param>
    /// <param name="after">The operation that the page comes after; null for the first page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task<(IReadOnlyList<OperationView> Operations, OperationMark? Next)> ListAsync(
        DurableTaskClient client, IEnumerable<string> prefixes, int top, OperationMark? after, CancellationToken cancellationToken)
    {
        // The client lists in an order of its own, and a status is large: the order comes from what is small, and only a page's worth is read in full.
        var search = new NewestOperations(client, [.. prefixes], after);
        IReadOnlyList<OperationMark> page = await search.FindAsync(top + 1, time.GetUtcNow(), cancellationToken);
        IReadOnlyList<OperationView> operations = await ReadAsync(client, page.Take(top), cancellationToken);
        return (operations, page.Count > top ? page[top - 1] : null);
    }

    private static async Task<IReadOnlyList<OperationView>> ReadAsync(DurableTaskClient client, IEnumerable<OperationMark> marks, CancellationToken cancellationToken)
    {
        List<OperationView> operations = [];
        foreach (OperationMark[] chunk in marks.Chunk(ReadsAtOnceMax))
        {
            OrchestrationMetadata?[] instances = await Task.WhenAll(
                chunk.Select(mark => client.GetInstanceAsync(mark.InstanceId, getInputsAndOutputs: true, cancellationToken)));
            operations.AddRange(instances.OfType<OrchestrationMetadata>().Select(OperationViews.Of));
        }

        return operations;
    }
}
