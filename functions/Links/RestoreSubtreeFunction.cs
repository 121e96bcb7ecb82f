using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Queries;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Links;

/// <summary>
/// <c>PUT /links/subtree</c>: the parent gives this platform, whose data was lost, the platforms below it back, before it lets it spawn. A platform that may
/// spawn already has its data and knows better: what its parent still knows may have ended meanwhile, and would be made again.
/// </summary>
/// <param name="charter">Who this platform is.</param>
/// <param name="registry">What it knows.</param>
/// <param name="own">Writes its own record when it is not there yet.</param>
public sealed class RestoreSubtreeFunction(PlatformCharter charter, IPlatformRegistry registry, OwnRecord own)
{
    /// <summary>Runs the function.</summary>
    [Function("RestoreSubtree")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "links/subtree")] HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        QueryReader.RefuseAll(request);
        SubtreeReturn returned = await LinkBody.ReadAsync<SubtreeReturn>(request, cancellationToken);
        if (returned.PlatformId != charter.Id) throw Problem.PlatformNotFound(returned.PlatformId.Value);
        if (charter.Parent is null) throw Problem.StateConflict("The root is given nothing: nobody stands above it.");
        Check(returned);

        await own.EnsureAsync(cancellationToken);
        if (await registry.FindAsync(charter.Id, cancellationToken) is { State: PlatformState.Activating })
        {
            foreach (PlatformRecord platform in returned.Platforms) await registry.RestoreAsync(platform, cancellationToken);
        }

        return HttpAnswer.Empty(StatusCodes.Status204NoContent);
    }

    private void Check(SubtreeReturn returned)
    {
        bool complete = returned.Platforms is not null
            && returned.Platforms.All(platform => platform is { Path: not null, Configuration.Values: not null, Limits: not null, Health.Incidents: not null, Labels: not null });
        if (!complete) throw Problem.InvalidField("platforms", "What is given back is not complete: lists and records may not be null.");
        bool below = returned.Platforms!.All(platform => charter.Path.IsAncestorOf(platform.Path) && PlatformTransitions.IsLiving(platform.State));
        if (!below) throw Problem.InvalidField("platforms", "A platform is given back only what lives below it.");
    }
}
