using Microsoft.AspNetCore.Http;

namespace PlatformDeployer.Functions.Http.Routing;

/// <summary>The absolute addresses that answers hold, as the caller sees this platform.</summary>
internal static class ApiAddress
{
    /// <summary>Scheme and host of a request.</summary>
    public static string OfHost(HttpRequest request) => $"{request.Scheme}://{request.Host.ToUriComponent()}";

    /// <summary>The address of a route below the prefix that the host serves functions under.</summary>
    /// <param name="request">The request that is being answered.</param>
    /// <param name="route">The route, as <c>platforms/abc</c>.</param>
    public static string Of(HttpRequest request, string route) => $"{OfHost(request)}{Prefix(request.Path)}/{route}";

    // The prefix stands in host.json, which a worker does not see: it is what comes before the first segment of a known route.
    private static string Prefix(PathString path)
    {
        string[] segments = (path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> prefix = segments.TakeWhile(segment => !RouteTable.Instance.Begins(segment));
        return string.Concat(prefix.Select(segment => "/" + segment));
    }
}
