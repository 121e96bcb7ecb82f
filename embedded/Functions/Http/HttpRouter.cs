using System.Diagnostics;
using Embedded.Functions.Discovery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Embedded.Functions.Http;

/// <summary>
/// ASP.NET Core's routing over the HTTP functions of an app. It depends on nothing but the app and the route prefix, so all of an app's instances share one.
/// </summary>
internal sealed class HttpRouter
{
    private const string PipelineName = "Microsoft.AspNetCore";

    private readonly RequestDelegate _pipeline;

    private HttpRouter(RequestDelegate pipeline) => _pipeline = pipeline;

    /// <exception cref="FunctionDefinitionException">A route cannot be read, or two functions have the same one.</exception>
    public static HttpRouter Create(AppModel app, string routePrefix)
    {
        List<RouteEndpoint> endpoints = [.. app.Functions.Where(function => function.Kind == FunctionKind.Http).Select(function => Map(function, routePrefix))];
        CheckDistinct(endpoints);
        ServiceProvider services = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton(new DiagnosticListener(PipelineName))
            .AddRouting()
            .BuildServiceProvider();
        ApplicationBuilder builder = new(services);
        builder.UseRouting();
        builder.UseEndpoints(routes => routes.DataSources.Add(new DefaultEndpointDataSource(endpoints)));
        return new HttpRouter(builder.Build());
    }

    /// <summary>Routes a request to its function on the instance the request came in for; 404 or 405 with an empty body where there is none.</summary>
    public Task RouteAsync(HttpContext context) => _pipeline(context);

    /// <summary>Whether a request that was routed was one for a function.</summary>
    public static bool IsFunctions(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<FunctionDescriptor>() is not null;

    // Routing would find out only when a request fits both.
    private static void CheckDistinct(List<RouteEndpoint> endpoints)
    {
        Dictionary<(string Shape, string Method), RouteEndpoint> taken = [];
        foreach (RouteEndpoint endpoint in endpoints)
        {
            IReadOnlyList<string> methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods;
            foreach (string method in methods.Count == 0 ? ["*"] : methods)
            {
                if (!taken.TryAdd((Shape(endpoint.RoutePattern), method), endpoint))
                {
                    RouteEndpoint other = taken[(Shape(endpoint.RoutePattern), method)];
                    throw new FunctionDefinitionException($"The functions '{other.DisplayName}' and '{endpoint.DisplayName}' both answer"
                        + $" {method} '{endpoint.RoutePattern.RawText}'.");
                }
            }
        }
    }

    // Two routes that differ only by the names of their parameters are the same route.
    private static string Shape(RoutePattern pattern) => string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part =>
        part is RoutePatternParameterPart parameter
            ? $"{{{(parameter.IsCatchAll ? "*" : string.Empty)}{string.Join(':', parameter.ParameterPolicies.Select(policy => policy.Content))}}}"
            : ((part as RoutePatternLiteralPart)?.Content ?? (part as RoutePatternSeparatorPart)?.Content ?? string.Empty).ToUpperInvariant()))));

    private static RouteEndpoint Map(FunctionDescriptor function, string routePrefix)
    {
        HttpTriggerAttribute trigger = (HttpTriggerAttribute)function.Trigger;
        string route = $"{routePrefix.Trim('/')}/{(trigger.Route ?? function.Name).TrimStart('/')}".Trim('/');
        try
        {
            RouteEndpointBuilder endpoint = new(context => HttpFunctions.RunAsync(function, context), RoutePatternFactory.Parse(route), order: 0)
            {
                DisplayName = function.Name,
            };
            endpoint.Metadata.Add(function);
            endpoint.Metadata.Add(new HttpMethodMetadata([.. (trigger.Methods ?? []).Select(method => method.ToUpperInvariant())]));
            return (RouteEndpoint)endpoint.Build();
        }
        catch (RoutePatternException e)
        {
            throw new FunctionDefinitionException($"The route '{route}' of the function '{function.Name}' cannot be read: {e.Message}", e);
        }
    }
}
