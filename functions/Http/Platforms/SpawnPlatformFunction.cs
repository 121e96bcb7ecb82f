using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Bodies;
using PlatformDeployer.Functions.Http.Queries;
using PlatformDeployer.Functions.Links;
using PlatformDeployer.Functions.Problems;
using PlatformDeployer.Functions.Spawning;
using PlatformDeployer.Orchestrations.Spawn;

namespace PlatformDeployer.Functions.Http.Platforms;

/// <summary><c>POST /platforms</c>: spawns a platform.</summary>
/// <param name="spawner">Takes the child in.</param>
/// <param name="relay">Finds the descendant that is to be the parent.</param>
/// <param name="spawnRelay">Hands the request on to it.</param>
/// <param name="own">Where this platform is reached.</param>
/// <param name="logger">The log.</param>
public sealed partial class SpawnPlatformFunction(
    PlatformSpawner spawner, DescendantRelay relay, SpawnRelay spawnRelay, IOwnEndpoint own, ILogger<SpawnPlatformFunction> logger)
{
    private const string Route = "platforms";

    /// <summary>Runs the function.</summary>
    [Function("SpawnPlatform")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        QueryReader.RefuseAll(request);
        string? requestKey = IdempotencyKey.Read(request, $"POST /{Route}");
        ReadOnlyMemory<byte> body = await RequestBody.ReadJsonAsync(request, cancellationToken);
        JsonElement json = JsonSyntax.ReadObject(body);
        var errors = new FieldErrors();
        SpawnPlatformRequest spawn = SpawnRequestReader.Read(json, errors);
        string bodyHash = CanonicalJson.Hash($"POST /{Route}", json);
        if (await relay.FindParentAsync(spawn.ParentId, errors, cancellationToken) is { } descendant)
        {
            errors.ThrowIfAny();
            return await spawnRelay.ForwardAsync(request, descendant, body, requestKey, bodyHash, cancellationToken);
        }

        AdmittedChild child = await spawner.AdmitAsync(spawn, errors, requestKey, bodyHash, cancellationToken);
        if (child.IsNew) await ScheduleAsync(client, child);
        return AcceptedAnswer.Of(own, request, child.PlatformId.Value, child.OperationId);
    }

    // The caller may have gone by now, but the child is in the registry. What cannot be scheduled here is scheduled by the sweep.
    private async Task ScheduleAsync(DurableTaskClient client, AdmittedChild child)
    {
        try
        {
            await SpawnStart.EnsureAsync(client, child.PlatformId, CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogNotScheduled(logger, child.PlatformId, exception);
        }
    }

    [LoggerMessage(EventId = 10, Level = LogLevel.Warning, Message = "The spawn of platform {PlatformId} was admitted but not scheduled; the sweep will do it")]
    private static partial void LogNotScheduled(ILogger logger, PlatformId platformId, Exception exception);
}
