using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Queries;

namespace PlatformDeployer.Functions.Http.Platforms;

/// <summary><c>GET /platforms/{id}/health</c>: how a platform is, what was wrong with it and how long the repair took.</summary>
/// <param name="registry">What is known.</param>
public sealed class PlatformHealthFunction(IPlatformRegistry registry)
{
    /// <summary>Runs the function.</summary>
    [Function("GetPlatformHealth")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "platforms/{id}/health")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        QueryReader.RefuseAll(request);
        return HttpAnswer.Ok(PlatformViews.HealthOf(await registry.RequireAsync(id, cancellationToken)));
    }
}
