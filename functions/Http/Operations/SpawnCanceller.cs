using Microsoft.DurableTask.Client;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Orchestrations.Operations;
using PlatformDeployer.Orchestrations.Spawn;

namespace PlatformDeployer.Functions.Http.Operations;

/// <summary>
/// Asks a spawn to undo what it did. The wish is written into the platform's record, where the spawn looks before it moves on: it holds even if it comes in
/// the last moment, or its messenger dies.
/// </summary>
/// <param name="registry">Where the platform is known.</param>
/// <param name="events">The platforms' histories.</param>
/// <param name="time">The clock.</param>
public sealed class SpawnCanceller(IPlatformRegistry registry, IPlatformEventLog events, TimeProvider time)
{
    private const string EventType = "platform.spawn-cancel-asked";

    /// <summary>Asks for it.</summary>
    /// <param name="client">Where orchestrations run.</param>
    /// <param name="platform">The platform whose spawn is meant.</param>
    /// <param name="requestKey">The hashed idempotency key.</param>
    /// <param name="cancellationToken">Gives up before anything is written.</param>
    /// <returns>The spawn's operation, and the platform's record: without the wish in it when the spawn had come to its end.</returns>
    internal async Task<(string OperationId, PlatformRecord Platform)> CancelAsync(DurableTaskClient client, PlatformRecord platform, string? requestKey, CancellationToken cancellationToken)
    {
        string operationId = OperationIds.Spawn(platform.Id);
        PlatformRecord marked = await registry.UpdateAsync(
            platform.Id, known => PlatformTransitions.IsSpawning(known.State) && !known.CancelAsked ? known with { CancelAsked = true } : null, cancellationToken);
        if (!PlatformTransitions.IsSpawning(marked.State)) return (operationId, marked);
        var asked = new PlatformEvent(EventId(operationId, requestKey), platform.Id, time.GetUtcNow(), EventType, "The spawn was asked to cancel.");
        await events.AppendAsync(asked, cancellationToken);

        // A spawn that was admitted but not scheduled yet hears nothing before it runs.
        await SpawnStart.EnsureAsync(client, platform.Id, cancellationToken);
        await SpawnStart.CancelAsync(client, platform.Id, cancellationToken);
        return (operationId, marked);
    }

    /// <summary>Whether a request with the same key was taken before.</summary>
    internal Task<bool> WasAskedAsync(PlatformId platform, string requestKey, CancellationToken cancellationToken) =>
        events.ContainsAsync(platform, EventId(OperationIds.Spawn(platform), requestKey), cancellationToken);

    private static string EventId(string operationId, string? requestKey) => $"{operationId}.cancel{(requestKey is null ? "" : $".{requestKey}")}";
}
