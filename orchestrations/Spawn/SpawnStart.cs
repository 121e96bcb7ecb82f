using Microsoft.DurableTask.Client;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Orchestrations.Operations;

namespace PlatformDeployer.Orchestrations.Spawn;

/// <summary>Starts the spawns of admitted platforms.</summary>
public static class SpawnStart
{
    /// <summary>Starts a platform's spawn unless it was started before, by whoever: its instance id follows from the platform.</summary>
    /// <returns>The operation's id.</returns>
    public static async Task<string> EnsureAsync(DurableTaskClient client, PlatformId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        string instance = OperationIds.Spawn(id);
        if (await client.GetInstanceAsync(instance, cancellationToken) is not null) return instance;
        await InstanceStart.OnceAsync(client, nameof(SpawnPlatformOrchestrator), new SpawnOrder(id), instance, cancellationToken);
        return instance;
    }

    /// <summary>Starts a spawn again that broke, or that was never started; what it has made already it finds.</summary>
    /// <param name="client">Where orchestrations run.</param>
    /// <param name="id">The platform.</param>
    /// <param name="now">The time, as attempts are some time apart.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it was started.</returns>
    public static Task<bool> ReviveAsync(DurableTaskClient client, PlatformId id, DateTimeOffset now, CancellationToken cancellationToken) =>
        InstanceStart.ReviveAsync(client, nameof(SpawnPlatformOrchestrator), new SpawnOrder(id), OperationIds.Spawn(id), now, cancellationToken);

    /// <summary>Asks a spawn to undo itself.</summary>
    public static Task CancelAsync(DurableTaskClient client, PlatformId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.RaiseEventAsync(OperationIds.Spawn(id), CancelSignal.EventName, "asked for", cancellationToken);
    }
}
