using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Contracts.Routes;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Http.Queries;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Http.Routing;

/// <summary>Answers what no other function takes: the base address, unknown addresses, and known ones with a method they do not take.</summary>
/// <param name="charter">Who this platform is.</param>
public sealed class UnmatchedRouteFunction(PlatformCharter charter)
{
    private const string LinksPrefix = "links/";

    private static readonly string[] IndexMethods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Runs the function.</summary>
    [Function("UnmatchedRoute")]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", "trace", Route = RouteTable.CatchAll)] HttpRequest request,
        string? path)
    {
        ArgumentNullException.ThrowIfNull(request);
        bool isBase = string.IsNullOrEmpty(path);
        if (isBase && IndexMethods.Contains(request.Method, StringComparer.OrdinalIgnoreCase)) return Index(request);
        IReadOnlyList<string> methods = isBase ? IndexMethods : RouteTable.Instance.MethodsOf(path!);
        string shown = Problem.Clip(request.Path.Value ?? "/");
        if (methods.Count == 0) throw new ProblemException(ProblemCodes.RouteNotFound, $"There is nothing at '{shown}'.");

        string allow = string.Join(", ", methods.Append(HttpMethods.Options));
        if (HttpMethods.IsOptions(request.Method)) return HttpAnswer.Empty(StatusCodes.Status204NoContent, new KeyValuePair<string, string>("Allow", allow));
        throw new ProblemException(ProblemCodes.MethodNotAllowed, $"'{shown}' does not take {request.Method}, only {allow}.").WithHeader("Allow", allow);
    }

    // The routes between platforms are no part of what clients use.
    private HttpAnswer Index(HttpRequest request)
    {
        QueryReader.RefuseAll(request);
        RouteView[] routes = [.. RouteTable.Instance.All.Where(route => !route.Route.StartsWith(LinksPrefix, StringComparison.Ordinal))];
        return HttpAnswer.Ok(new ApiIndexView(charter.Id.Value, charter.Path.Value, routes));
    }
}
