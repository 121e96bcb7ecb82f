using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Health;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Answers;

namespace PlatformDeployer.Functions.Http.Health;

/// <summary><c>GET /health/live</c>: the program answers. It looks at nothing else, so that it is not restarted for what is not its fault.</summary>
/// <param name="charter">Who this platform is.</param>
public sealed class LiveFunction(PlatformCharter charter)
{
    /// <summary>Runs the function.</summary>
    [Function("HealthLive")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health/live")] HttpRequest request) =>
        HttpAnswer.Ok(new ReadinessView("ok", charter.Id.Value, charter.Path.Value, new Dictionary<string, string>(StringComparer.Ordinal)));
}
