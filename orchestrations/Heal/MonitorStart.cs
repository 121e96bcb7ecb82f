using Microsoft.DurableTask.Client;
using PlatformDeployer.Domain.Healing;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Orchestrations.Operations;

namespace PlatformDeployer.Orchestrations.Heal;

/// <summary>Starts, wakes and stops the monitors of platforms.</summary>
public static class MonitorStart
{
    private const string ReplayFailure = "DurableTask.Core.Exceptions.NonDeterministicOrchestrationException";

    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RepairMax = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Starts a platform's monitor, unless it runs. One that cannot go on under this version of the program is ended, and the next call starts another:
    /// it remembers nothing that a look would not find. One that is held for another reason is left to a person.
    /// </summary>
    /// <returns>Whether it had to be started.</returns>
    public static async Task<bool> EnsureAsync(DurableTaskClient client, PlatformId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        string instance = OperationIds.Monitor(id);
        OrchestrationMetadata? known = await client.GetInstanceAsync(instance, cancellationToken);
        if (known is { RuntimeStatus: OrchestrationRuntimeStatus.Suspended, FailureDetails.ErrorType: ReplayFailure })
        {
            await client.TerminateInstanceAsync(instance, "It was begun by another version of the program.", cancellationToken);
            return false;
        }

        if (known is { IsCompleted: false }) return false;
        if (known is not null) await client.PurgeInstanceAsync(instance, cancellationToken);
        await InstanceStart.OnceAsync(client, nameof(PlatformMonitorOrchestrator), new MonitorState(id, HealingMemory.Empty), instance, cancellationToken);
        return true;
    }

    /// <summary>Has a monitor look now.</summary>
    public static Task WakeAsync(DurableTaskClient client, PlatformId id, string cause, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.RaiseEventAsync(OperationIds.Monitor(id), PlatformMonitorOrchestrator.WakeEvent, cause, cancellationToken);
    }

    /// <summary>
    /// Stops a monitor and forgets it. The platform is no longer one to be watched, so that a look ends it; a repair that is under way comes to its end
    /// first, or what it puts would stand after what is taken down.
    /// </summary>
    public static async Task StopAsync(DurableTaskClient client, PlatformId id, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(time);
        string instance = OperationIds.Monitor(id);
        DateTimeOffset patience = time.GetUtcNow() + RepairMax;
        bool isTold = false;
        while (await client.GetInstanceAsync(instance, cancellationToken) is { IsCompleted: false } known)
        {
            if (known.RuntimeStatus == OrchestrationRuntimeStatus.Suspended || time.GetUtcNow() >= patience)
            {
                await client.TerminateInstanceAsync(instance, new TerminateInstanceOptions("The platform is being taken down.", Recursive: true), cancellationToken);
            }
            else if (!isTold)
            {
                await WakeAsync(client, id, "The platform is being taken down.", cancellationToken);
                isTold = true;
            }

            await EndOrWhileAsync(client, instance, time, cancellationToken);
        }

        await client.PurgeInstanceAsync(instance, cancellationToken);
    }

    // a sweep may purge the instance before the wait for its end begins, and a wait for what does not exist would last for ever
    private static async Task EndOrWhileAsync(DurableTaskClient client, string instance, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(WaitMax, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await client.WaitForInstanceCompletionAsync(instance, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // looked at again by the caller
        }
    }
}
