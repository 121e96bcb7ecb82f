using System.Collections.Frozen;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Orchestrations.Operations;

namespace PlatformDeployer.Functions.Http.Health;

/// <summary>Counts platforms and operations. Counting reads everything, so a count is kept for a while and one runs at a time.</summary>
/// <param name="registry">The platforms.</param>
/// <param name="time">The clock.</param>
public sealed class PlatformCensus(IPlatformRegistry registry, TimeProvider time) : IDisposable
{
    private const int InstancesMax = 100_000;

    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private CensusCounts? _counts;
    private long _countedAt;

    /// <summary>The counts, at most ten seconds old.</summary>
    internal async Task<CensusCounts> CountAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (_counts is null || time.GetElapsedTime(_countedAt) > FreshFor)
            {
                _counts = new CensusCounts(await PlatformsAsync(cancellationToken), await OperationsAsync(client, cancellationToken));
                _countedAt = time.GetTimestamp();
            }

            return _counts;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();

    private async Task<IReadOnlyDictionary<PlatformState, long>> PlatformsAsync(CancellationToken cancellationToken)
    {
        Dictionary<PlatformState, long> counts = Enum.GetValues<PlatformState>().ToDictionary(state => state, _ => 0L);
        string? skipToken = null;
        do
        {
            RegistryPage page = await registry.QueryAsync(new PlatformQuery { Top = 1000, SkipToken = skipToken }, cancellationToken);
            foreach (PlatformRecord platform in page.Platforms) counts[platform.State]++;
            skipToken = page.SkipToken;
        }
        while (skipToken is not null);
        return counts.ToFrozenDictionary();
    }

    private static async Task<IReadOnlyDictionary<(string Kind, string Status), long>> OperationsAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        Dictionary<(string, string), long> counts = [];
        int seen = 0;
        foreach ((string kind, string prefix) in new[] { ("spawn", OperationIds.SpawnPrefix), ("retire", OperationIds.RetirePrefix) })
        {
            await foreach (OrchestrationMetadata instance in client
                .GetAllInstancesAsync(new OrchestrationQuery { InstanceIdPrefix = prefix, PageSize = 1000 })
                .WithCancellation(cancellationToken))
            {
                if (++seen > InstancesMax) return counts;

                // an operation's children have ids that begin with its own
                if (!OperationIds.IsOperation(instance.InstanceId)) continue;
                (string, string) key = (kind, instance.RuntimeStatus.ToString());
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }
        }

        return counts;
    }
}
