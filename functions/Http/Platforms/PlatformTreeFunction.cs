using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Queries;

namespace PlatformDeployer.Functions.Http.Platforms;

/// <summary><c>GET /platforms/{id}/tree</c>: a platform and everything that lives below it, nested.</summary>
/// <param name="registry">What is known.</param>
public sealed class PlatformTreeFunction(IPlatformRegistry registry)
{
    /// <summary>Runs the function.</summary>
    [Function("GetPlatformTree")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "platforms/{id}/tree")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        QueryReader.RefuseAll(request);
        PlatformRecord top = await registry.RequireAsync(id, cancellationToken);
        return HttpAnswer.WrittenJson(PlatformTreeWriter.Write(top, await registry.SubtreeAsync(top.Path, cancellationToken)));
    }
}
