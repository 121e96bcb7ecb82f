using Microsoft.AspNetCore.Http;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Problems;

namespace Embedded.Host;

/// <summary>What the host of a platform answers in its place, in the platform's own words: outside of its API, to methods that HTTP does not know, while it stops.</summary>
internal static class UnroutedAnswer
{
    private const string ApiPath = "/api";

    /// <summary>Answers a request whose status is set already.</summary>
    public static Task WriteAsync(HttpContext context) => Of(context.Request, context.Response.StatusCode).ExecuteAsync(context);

    private static HttpAnswer Of(HttpRequest request, int status)
    {
        // the first thing that anybody asks of an address in a browser
        bool isFrontDoor = request.Path == "/" && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method));
        if (status == StatusCodes.Status404NotFound && isFrontDoor) return HttpAnswer.Empty(StatusCodes.Status302Found, new KeyValuePair<string, string>("Location", ApiPath));
        return HttpAnswer.Problem(ProblemOf(request, status));
    }

    private static ProblemException ProblemOf(HttpRequest request, int status)
    {
        string path = Problem.Clip(request.Path.Value ?? "/");
        return status switch
        {
            StatusCodes.Status503ServiceUnavailable =>
                new ProblemException(ProblemCodes.TemporarilyUnavailable, "The platform is stopping. Try again.").WithHeader("Retry-After", "1"),
            StatusCodes.Status405MethodNotAllowed => new ProblemException(ProblemCodes.MethodNotAllowed, $"'{path}' does not take {Problem.Clip(request.Method)}."),
            _ => new ProblemException(ProblemCodes.RouteNotFound, $"There is nothing at '{path}'. The API is at {ApiPath}."),
        };
    }
}
