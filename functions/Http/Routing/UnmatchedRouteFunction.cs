using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Http.Routing;

/// <summary>Answers what no other function takes: unknown addresses, and known ones with a method they do not take.</summary>
public sealed class UnmatchedRouteFunction
{
    /// <summary>Runs the function.</summary>
    [Function("UnmatchedRoute")]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", "trace", Route = RouteTable.CatchAll)] HttpRequest request,
        string? path)
    {
        ArgumentNullException.ThrowIfNull(request);
        IReadOnlyList<string> methods = RouteTable.Instance.MethodsOf(path ?? "");
        string shown = Problem.Clip(request.Path.Value ?? "/");
        if (methods.Count == 0) throw new ProblemException(ProblemCodes.RouteNotFound, $"There is nothing at '{shown}'.");

        string allow = string.Join(", ", methods.Append(HttpMethods.Options));
        if (HttpMethods.IsOptions(request.Method)) return HttpAnswer.Empty(StatusCodes.Status204NoContent, new KeyValuePair<string, string>("Allow", allow));
        throw new ProblemException(ProblemCodes.MethodNotAllowed, $"'{shown}' does not take {request.Method}, only {allow}.").WithHeader("Allow", allow);
    }
}
