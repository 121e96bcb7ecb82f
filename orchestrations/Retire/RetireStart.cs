using Microsoft.DurableTask.Client;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Orchestrations.Operations;

namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>Starts retirements.</summary>
public static class RetireStart
{
    /// <summary>Starts a platform's retirement, unless it is under way; one that failed is begun again and goes on from where it stopped.</summary>
    /// <returns>The operation's id.</returns>
    public static async Task<string> EnsureAsync(DurableTaskClient client, RetireOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(order);
        string instance = OperationIds.Retire(order.PlatformId);
        OrchestrationMetadata? known = await client.GetInstanceAsync(instance, cancellationToken);
        if (known is { IsCompleted: false }) return instance;
        if (known is not null) await client.PurgeInstanceAsync(instance, cancellationToken);
        await InstanceStart.OnceAsync(client, nameof(RetirePlatformOrchestrator), order, instance, cancellationToken);
        return instance;
    }

    /// <summary>Starts a retirement again that broke, or that was never started.</summary>
    /// <param name="client">Where orchestrations run.</param>
    /// <param name="id">The platform.</param>
    /// <param name="now">The time, as attempts are some time apart.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it was started.</returns>
    public static Task<bool> ReviveAsync(DurableTaskClient client, PlatformId id, DateTimeOffset now, CancellationToken cancellationToken) =>
        InstanceStart.ReviveAsync(client, nameof(RetirePlatformOrchestrator), new RetireOrder(id), OperationIds.Retire(id), now, cancellationToken);
}
