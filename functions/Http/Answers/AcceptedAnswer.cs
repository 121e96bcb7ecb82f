using Microsoft.AspNetCore.Http;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Routing;

namespace PlatformDeployer.Functions.Http.Answers;

/// <summary>The answer to what is done later: 202, and where to follow it.</summary>
internal static class AcceptedAnswer
{
    // The smallest wait that the header can say.
    private const string RetryAfterSeconds = "1";

    /// <summary>The answer.</summary>
    public static HttpAnswer Of(IOwnEndpoint own, HttpRequest request, string platformId, string operationId) => HttpAnswer.Json(
        StatusCodes.Status202Accepted,
        new PlatformAccepted(platformId, operationId),
        new KeyValuePair<string, string>("Location", ApiAddress.Of(own, request, $"platforms/{platformId}")),
        new KeyValuePair<string, string>("Operation-Location", ApiAddress.Of(own, request, $"operations/{operationId}")),
        new KeyValuePair<string, string>("Retry-After", RetryAfterSeconds));
}
