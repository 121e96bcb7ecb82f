using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Routes;

namespace PlatformDeployer.Functions.Http.Routing;

/// <summary>The routes that functions of this assembly declare, found by reflection: what the host itself routes by.</summary>
internal sealed class RouteTable
{
    /// <summary>The route that takes whatever no other does.</summary>
    public const string CatchAll = "{*path}";

    private readonly IReadOnlyList<(string[] Segments, string[] Methods)> _routes;

    private RouteTable(IReadOnlyList<(string[] Segments, string[] Methods)> routes) => _routes = routes;

    /// <summary>The routes of this assembly.</summary>
    public static RouteTable Instance { get; } = FromAssembly(typeof(RouteTable).Assembly);

    /// <summary>Reads the routes of an assembly's functions.</summary>
    public static RouteTable FromAssembly(Assembly assembly) => new(
        [.. from type in assembly.GetExportedTypes()
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            where method.IsDefined(typeof(FunctionAttribute))
            from parameter in method.GetParameters()
            let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
            let route = trigger?.Route
            where route is not (null or CatchAll)
            select (route.Split('/'), trigger?.Methods ?? [])]);

    /// <summary>Every route with the methods that it takes, in upper case, by address.</summary>
    public IReadOnlyList<RouteView> All =>
    [
        .. _routes
            .GroupBy(route => string.Join('/', route.Segments), route => route.Methods, StringComparer.Ordinal)
            .OrderBy(route => route.Key, StringComparer.Ordinal)
            .Select(route => new RouteView(route.Key, [.. route.SelectMany(methods => methods).Select(method => method.ToUpperInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])),
    ];

    /// <summary>The methods that a path takes, in upper case; none when there is no such path.</summary>
    public IReadOnlyList<string> MethodsOf(string path)
    {
        string[] segments = path.Trim('/').Split('/');
        return [.. _routes
            .Where(route => Matches(route.Segments, segments))
            .SelectMany(route => route.Methods)
            .Select(method => method.ToUpperInvariant())
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether some route begins with a segment.</summary>
    public bool Begins(string segment) => _routes.Any(route => route.Segments[0].Equals(segment, StringComparison.OrdinalIgnoreCase));

    private static bool Matches(string[] route, string[] path) =>
        route.Length == path.Length
        && route.Zip(path).All(pair => pair.First.StartsWith('{') ? pair.Second.Length > 0 : pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
}
