using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Sweep;

/// <summary>Forgets what ended long ago, so that what is kept depends on what lives, not on what happened.</summary>
/// <param name="registry">What is known.</param>
/// <param name="events">The histories.</param>
/// <param name="charter">Who this platform is.</param>
/// <param name="options">How long what has ended is kept.</param>
/// <param name="time">The clock.</param>
public sealed class RetentionSweep(IPlatformRegistry registry, IPlatformEventLog events, PlatformCharter charter, SweepOptions options, TimeProvider time)
{
    private const int PageSize = 1000;
    private const int PurgesAtOnceMax = 32;

    private static readonly OrchestrationRuntimeStatus[] Ended =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    /// <summary>Sweeps once.</summary>
    public async Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        DateTimeOffset before = time.GetUtcNow() - options.Retention;
        string? skipToken = null;
        do
        {
            RegistryPage page = await registry.QueryAsync(new PlatformQuery { Top = 1000, SkipToken = skipToken }, cancellationToken);
            foreach (PlatformRecord platform in page.Platforms)
            {
                if (PlatformTransitions.IsLiving(platform.State) || platform.HasLeftovers || platform.UpdatedAt > before || platform.Id == charter.Id) continue;
                await events.ForgetAsync(platform.Id, cancellationToken);
                await registry.ForgetAsync(platform.Id, cancellationToken);
            }

            skipToken = page.SkipToken;
        }
        while (skipToken is not null);
        await PurgeAsync(client, before, cancellationToken);
    }

    /// <summary>
    /// Instances of every kind, sub-orchestrations too, by when they ended. A purge by filter would go by when they began, and take a monitor of months
    /// in the minute it fails.
    /// </summary>
    private static async Task PurgeAsync(DurableTaskClient client, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var query = new OrchestrationQuery(CreatedTo: before, Statuses: Ended, PageSize: PageSize);
        await foreach (Page<OrchestrationMetadata> page in client.GetAllInstancesAsync(query).AsPages().WithCancellation(cancellationToken))
        {
            foreach (OrchestrationMetadata[] chunk in page.Values.Where(instance => instance.LastUpdatedAt <= before).Chunk(PurgesAtOnceMax))
                await Task.WhenAll(chunk.Select(instance => client.PurgeInstanceAsync(instance.InstanceId, cancellationToken)));
        }
    }
}
