using System.Diagnostics;
using System.Diagnostics.Metrics;
using Embedded.Functions.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Embedded.Functions.Http;

/// <summary>
/// What an instance tells of the requests it answers: a span and the duration of each, under the names that ASP.NET Core has for them, whose host is not used here.
/// </summary>
internal sealed class HttpServerTelemetry : IDisposable
{
    public const string SourceName = "Microsoft.AspNetCore";
    public const string MeterName = "Microsoft.AspNetCore.Hosting";
    private const string OwnerTag = "faas.instance";
    private const string OperationName = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    private readonly TimeProvider _time;
    private readonly ActivitySource _source;
    private readonly Histogram<double>? _seconds;

    public HttpServerTelemetry(IServiceProvider services)
    {
        _time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        _source = new ActivitySource(SourceName, version: "", [new(OwnerTag, services.GetService<IConfiguration>()?[AppSettings.SiteName])]);
        _seconds = services.GetService<IMeterFactory>()?.Create(MeterName).CreateHistogram(
            "http.server.request.duration",
            "s",
            "Duration of HTTP server requests.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] });
    }

    /// <summary>Lets a request be answered, and tells of it.</summary>
    public async Task TellAsync(HttpContext context, HttpRouter router)
    {
        long began = _time.GetTimestamp();
        using Activity? span = _source.HasListeners() ? Begin(context.Request) : null;
        await router.RouteAsync(context);
        string? route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        _seconds?.Record(_time.GetElapsedTime(began).TotalSeconds, Tags(context, route));
        if (span is not null) End(span, context, route);
    }

    public void Dispose() => _source.Dispose();

    private static TagList Tags(HttpContext context, string? route)
    {
        TagList tags = new()
        {
            { "http.request.method", KnownMethod(context.Request.Method) },
            { "http.response.status_code", context.Response.StatusCode },
            { "url.scheme", context.Request.Scheme },
        };
        if (route is not null)
        {
            tags.Add("http.route", route);
        }

        return tags;
    }

    // anybody may make one up: they must not become figures
    private static string KnownMethod(string method) => method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" ? method : "_OTHER";

    private Activity? Begin(HttpRequest request)
    {
        _ = ActivityContext.TryParse(request.Headers.TraceParent, request.Headers.TraceState, isRemote: true, out ActivityContext caller);
        return _source.CreateActivity(OperationName, ActivityKind.Server, caller)?.SetStartTime(_time.GetUtcNow().UtcDateTime).Start();
    }

    private void End(Activity span, HttpContext context, string? route)
    {
        span.DisplayName = route is null ? KnownMethod(context.Request.Method) : $"{KnownMethod(context.Request.Method)} {route}";
        foreach ((string key, object? value) in Tags(context, route))
        {
            span.SetTag(key, value);
        }

        span.SetTag("url.path", context.Request.Path.Value);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }

        span.SetEndTime(_time.GetUtcNow().UtcDateTime);
    }
}
