using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Queries;

namespace PlatformDeployer.Functions.Http.Platforms;

/// <summary><c>GET /platforms/{id}</c>: one platform.</summary>
/// <param name="registry">What is known.</param>
public sealed class GetPlatformFunction(IPlatformRegistry registry)
{
    /// <summary>Runs the function.</summary>
    [Function("GetPlatform")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "platforms/{id}")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        QueryReader.RefuseAll(request);
        PlatformView view = PlatformViews.Of(await registry.RequireAsync(id, cancellationToken));
        KeyValuePair<string, string> etag = new("ETag", view.Etag);
        return EntityTags.IsKnown(request, view.Etag) ? HttpAnswer.Empty(StatusCodes.Status304NotModified, etag) : HttpAnswer.Ok(view, etag);
    }
}
