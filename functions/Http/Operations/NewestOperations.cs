using Microsoft.DurableTask.Client;
using PlatformDeployer.Orchestrations.Operations;

namespace PlatformDeployer.Functions.Http.Operations;

/// <summary>
/// Finds the newest operations among orchestrations that come in no order. It looks back by spans of time that grow, and no further than it has to; what it
/// holds meanwhile is no more than what is asked for, however many there are.
/// </summary>
/// <param name="client">Where orchestrations run.</param>
/// <param name="prefixes">What the ids of the operations begin with.</param>
/// <param name="after">The operation that they come after; null for the newest of all.</param>
internal sealed class NewestOperations(DurableTaskClient client, IReadOnlyList<string> prefixes, OperationMark? after)
{
    private const int PageSize = 1000;

    private static readonly TimeSpan[] Spans = [TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(7)];

    /// <summary>The newest.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<OperationMark>> FindAsync(int count, DateTimeOffset now, CancellationToken cancellationToken)
    {
        SortedSet<OperationMark> newest = new(OperationMark.NewestFirst);
        DateTimeOffset? to = after?.CreatedAt;
        foreach (DateTimeOffset? from in Starts(after?.CreatedAt ?? now))
        {
            await LookAsync(newest, count, from, to, cancellationToken);
            if (newest.Count == count) break;
            to = from;
        }

        return [.. newest];
    }

    // Both ends of a span belong to it: what stands on one is seen twice, and kept once.
    private async Task LookAsync(SortedSet<OperationMark> newest, int count, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        foreach (string prefix in prefixes)
        {
            var query = new OrchestrationQuery { InstanceIdPrefix = prefix, CreatedFrom = from, CreatedTo = to, PageSize = PageSize };
            await foreach (OrchestrationMetadata instance in client.GetAllInstancesAsync(query).WithCancellation(cancellationToken))
            {
                // an operation's children have ids that begin with its own
                if (!OperationIds.IsOperation(instance.InstanceId)) continue;
                var mark = new OperationMark(instance.CreatedAt, instance.InstanceId);
                if (after is not null && OperationMark.NewestFirst.Compare(mark, after) <= 0) continue;
                if (newest.Add(mark) && newest.Count > count) newest.Remove(newest.Max!);
            }
        }
    }

    private static IEnumerable<DateTimeOffset?> Starts(DateTimeOffset end)
    {
        foreach (TimeSpan span in Spans.Where(span => end - DateTimeOffset.MinValue > span)) yield return end - span;
        yield return null;
    }
}
