using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Queries;
using PlatformDeployer.Orchestrations.Announce;

namespace PlatformDeployer.Functions.Http.Platforms;

/// <summary><c>GET /platforms/{id}/ancestors</c>: everything above a platform, the root first.</summary>
/// <param name="charter">Who this platform is.</param>
/// <param name="above">Who stands above it.</param>
/// <param name="registry">Who stands below it.</param>
/// <param name="ownEndpoint">Where this platform is reached.</param>
public sealed class PlatformAncestorsFunction(PlatformCharter charter, KnownAncestors above, IPlatformRegistry registry, IOwnEndpoint ownEndpoint)
{
    /// <summary>Runs the function.</summary>
    [Function("GetPlatformAncestors")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "platforms/{id}/ancestors")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        QueryReader.RefuseAll(request);
        PlatformRecord platform = await registry.RequireAsync(id, cancellationToken);
        List<AncestorView> ancestors = [.. (await above.ListAsync(cancellationToken)).Select(ancestor => PlatformViews.AncestorOf(ancestor.Id, ancestor.Path, ancestor.Endpoint))];
        if (platform.Id != charter.Id)
        {
            ancestors.Add(PlatformViews.AncestorOf(charter.Id, charter.Path, ownEndpoint.Address.AbsoluteUri));
            ancestors.AddRange(await BetweenAsync(platform, cancellationToken));
        }

        return HttpAnswer.Ok(new Page<AncestorView>(ancestors, null));
    }

    // Those between this platform and the one asked about, the highest first. A path bounds how many there can be.
    private async Task<IEnumerable<AncestorView>> BetweenAsync(PlatformRecord platform, CancellationToken cancellationToken)
    {
        Stack<AncestorView> between = new();
        PlatformRecord? below = platform;
        while (between.Count < PlatformPath.SegmentsMax && below?.ParentId is PlatformId parent && parent != charter.Id)
        {
            below = await registry.FindAsync(parent, cancellationToken);
            if (below is not null) between.Push(PlatformViews.AncestorOf(below.Id, below.Path, below.Endpoint));
        }

        return between;
    }
}
