using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Queries;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Links;

/// <summary><c>PUT /links/spawning</c>: the parent says whether this platform may spawn. It may from its activation to its retirement, and again when that is taken back.</summary>
/// <param name="charter">Who this platform is.</param>
/// <param name="registry">Its own record.</param>
/// <param name="own">Writes that record when it is not there yet.</param>
public sealed class SetSpawningFunction(PlatformCharter charter, IPlatformRegistry registry, OwnRecord own)
{
    /// <summary>Runs the function.</summary>
    [Function("SetSpawning")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "links/spawning")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        QueryReader.RefuseAll(request);
        SpawningPermission permission = await LinkBody.ReadAsync<SpawningPermission>(request, cancellationToken);
        if (permission.PlatformId != charter.Id) throw Problem.PlatformNotFound(permission.PlatformId.Value);
        if (charter.Parent is null) throw Problem.StateConflict("The root needs nobody's permission: it may always spawn.");

        await own.EnsureAsync(cancellationToken);
        await registry.UpdateAsync(charter.Id, record => Change(record, permission.Enabled), cancellationToken);
        return HttpAnswer.Empty(StatusCodes.Status204NoContent);
    }

    private static PlatformRecord? Change(PlatformRecord record, bool enabled)
    {
        PlatformState wanted = enabled ? PlatformState.Active : PlatformState.Retiring;
        if (enabled ? PlatformTransitions.IsSpawned(record.State) : !PlatformTransitions.IsSpawned(record.State)) return null;
        if (!PlatformTransitions.IsLegal(record.State, wanted)) throw Problem.StateConflict(record, $"The platform is {record.State}: it may not spawn any more.");
        return record with { State = wanted };
    }
}
