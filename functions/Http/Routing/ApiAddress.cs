using Microsoft.AspNetCore.Http;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Functions.Http.Routing;

/// <summary>The absolute addresses that answers hold: at this platform's own endpoint, whatever the caller says that the host is.</summary>
internal static class ApiAddress
{
    /// <summary>The address of the path of a request.</summary>
    /// <param name="own">Where this platform is reached.</param>
    /// <param name="request">The request that is being answered.</param>
    public static string OfPath(IOwnEndpoint own, HttpRequest request) => Base(own) + request.Path.ToUriComponent();

    /// <summary>The address of a route below the prefix that the host serves functions under.</summary>
    /// <param name="own">Where this platform is reached.</param>
    /// <param name="request">The request that is being answered.</param>
    /// <param name="route">The route, as <c>platforms/abc</c>.</param>
    public static string Of(IOwnEndpoint own, HttpRequest request, string route) => $"{Base(own)}{Prefix(request.Path)}/{route}";

    private static string Base(IOwnEndpoint own) => own.Address.AbsoluteUri.TrimEnd('/');

    // The prefix stands in host.json, which a worker does not see: it is what comes before the first segment of a known route.
    private static string Prefix(PathString path)
    {
        string[] segments = (path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> prefix = segments.TakeWhile(segment => !RouteTable.Instance.Begins(segment));
        return string.Concat(prefix.Select(segment => "/" + segment));
    }
}
