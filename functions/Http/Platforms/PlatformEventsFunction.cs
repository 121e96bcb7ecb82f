using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Queries;

namespace PlatformDeployer.Functions.Http.Platforms;

/// <summary><c>GET /platforms/{id}/events</c>: what happened to a platform, latest first.</summary>
/// <param name="registry">What is known.</param>
/// <param name="events">What happened.</param>
/// <param name="own">Where this platform is reached.</param>
public sealed class PlatformEventsFunction(IPlatformRegistry registry, IPlatformEventLog events, IOwnEndpoint own)
{
    /// <summary>Runs the function.</summary>
    [Function("ListPlatformEvents")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "platforms/{id}/events")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reader = new QueryReader(request);
        PageRequest page = reader.Page();
        reader.RefuseOthers();
        PlatformRecord platform = await registry.RequireAsync(id, cancellationToken);
        (IReadOnlyList<PlatformEvent> found, string? next) = await events.ListAsync(platform.Id, page.Top, page.SkipToken, cancellationToken);
        return HttpAnswer.Ok(new Page<PlatformEventView>([.. found.Select(PlatformViews.EventOf)], PageRequest.NextLink(own, request, next)));
    }
}
