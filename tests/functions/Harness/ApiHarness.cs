using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PlatformDeployer.Azure.Links;
using PlatformDeployer.Azure.Messaging;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Configuration;
using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Templates;
using PlatformDeployer.Functions.Http.Admin;
using PlatformDeployer.Functions.Http.Health;
using PlatformDeployer.Functions.Http.Operations;
using PlatformDeployer.Functions.Http.Routing;
using PlatformDeployer.Functions.Links;
using PlatformDeployer.Functions.Problems;
using PlatformDeployer.Functions.Retiring;
using PlatformDeployer.Functions.Spawning;
using PlatformDeployer.Functions.Telemetry;
using PlatformDeployer.Orchestrations.Announce;
using PlatformDeployer.Orchestrations.Report;

namespace PlatformDeployer.Functions.Tests.Harness;

/// <summary>
/// Runs the HTTP functions without a host: routes to them by their attributes, binds what they take, and answers for what they throw as the
/// middleware does. The registry is in memory and nothing that is scheduled runs.
/// </summary>
internal sealed class ApiHarness
{
    public const string Child = """{"name":"acme","template":"basic"}""";

    private static readonly (Type Class, MethodInfo Method, string[] Route, string[] Methods)[] Functions = Find();
    private static readonly TemplateLibrary Library = TemplateFolder.Load(Path.Combine(AppContext.BaseDirectory, "templates"));

    private readonly ServiceProvider _services;

    public ApiHarness(EffectiveLimits? limits = null, bool asChild = false)
    {
        PlatformPath root = PlatformPath.Root(PlatformName.Parse("root"));
        Charter = new PlatformCharter
        {
            Id = PlatformId.Parse(asChild ? "self" : "root"),
            Path = asChild ? root.Child(PlatformName.Parse("self")) : root,
            Ancestors = asChild ? [new Ancestor(PlatformId.Parse("root"), root, "http://root.test/")] : [],
            Template = "root@1.0.0",
            Region = "westeurope",
            ResourceGroup = "rg-root",
            Configuration = PlatformConfiguration.Empty,
            Limits = limits ?? EffectiveLimits.Unlimited,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        Client = new RecordingDurableClient(TimeProvider.System);
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton(Charter);
        services.AddSingleton(Library);
        services.AddSingleton(new RegionCatalog(RegionCatalog.Default));
        services.AddSingleton<IPlatformRegistry>(Registry);
        services.AddSingleton<IRequestKeys>(new MemoryRequestKeys(Registry));
        services.AddSingleton<IPlatformEventLog>(Events);
        services.AddSingleton<IPlatformLink>(Link);
        services.AddSingleton<IRequestForwarder>(Forwarder);
        services.AddSingleton<IOwnEndpoint>(new OwnEndpoint());
        services.AddSingleton<OwnRecord>();
        services.AddSingleton<IPlatformIdSource, RandomPlatformIds>();
        services.AddSingleton<PlatformSpawner>();
        services.AddSingleton<PlatformRetirer>();
        services.AddSingleton<DescendantRelay>();
        services.AddSingleton<SpawnRelay>();
        services.AddSingleton<OperationReader>();
        services.AddSingleton<SpawnCanceller>();
        services.AddSingleton<PlatformCensus>();
        services.AddMetrics();
        services.AddSingleton<MeterRecorder>();
        services.AddSingleton<IDeadMessages>(DeadMessages);
        services.AddSingleton<DeadLetters>();
        services.AddSingleton<KnownAncestors>();
        services.AddSingleton<ReportIntake>();
        _services = services.BuildServiceProvider();
        if (!asChild) _services.GetRequiredService<OwnRecord>().StartAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    public PlatformCharter Charter { get; }

    public MemoryRegistry Registry { get; } = new();

    public MemoryEventLog Events { get; } = new();

    public StubLink Link { get; } = new();

    public RecordingForwarder Forwarder { get; } = new();

    public MemoryDeadMessages DeadMessages { get; } = new();

    public RecordingDurableClient Client { get; }

    /// <summary>The platforms below this one.</summary>
    public IReadOnlyList<PlatformRecord> Below => [.. Registry.All.Where(platform => platform.Id != Charter.Id)];

    /// <summary>A platform that is there, below this one or below another.</summary>
    public PlatformRecord Add(string id, PlatformState state = PlatformState.Active, PlatformRecord? parent = null, string? name = null)
    {
        var platform = new PlatformRecord
        {
            Id = PlatformId.Parse(id),
            Path = (parent?.Path ?? Charter.Path).Child(PlatformName.Parse(name ?? id)),
            ParentId = parent?.Id ?? Charter.Id,
            State = state,
            Template = "basic@1.0.0",
            Region = "westeurope",
            Endpoint = PlatformTransitions.IsSpawned(state) ? $"http://{id}.test/" : null,
            ResourceGroup = $"rg-{id}",
            Configuration = PlatformConfiguration.Empty,
            Limits = EffectiveLimits.Unlimited,
            CreatedAt = DateTimeOffset.UnixEpoch,
            UpdatedAt = DateTimeOffset.UnixEpoch,
        };
        Registry.Put(platform);
        return platform;
    }

    public Task<ApiAnswer> GetAsync(string pathAndQuery, params (string Name, string Value)[] headers) => SendAsync("GET", pathAndQuery, null, headers);

    public Task<ApiAnswer> SpawnAsync(string body, params (string Name, string Value)[] headers) => SendAsync("POST", "/api/platforms", Encoding.UTF8.GetBytes(body), headers);

    public async Task<ApiAnswer> SendAsync(string method, string pathAndQuery, byte[]? body = null, params (string Name, string Value)[] headers)
    {
        HttpContext http = Request(method, pathAndQuery, body, headers);
        string path = http.Request.Path.Value!["/api".Length..].Trim('/');
        string[] segments = path.Split('/');
        (Type type, MethodInfo function, string[] route, _) = Functions.FirstOrDefault(
            candidate => candidate.Methods.Contains(method, StringComparer.OrdinalIgnoreCase) && Fits(candidate.Route, segments));
        if (type is null) (type, function, route) = (typeof(UnmatchedRouteFunction), typeof(UnmatchedRouteFunction).GetMethod(nameof(UnmatchedRouteFunction.Run))!, ["path"]);

        IResult result;
        try
        {
            object instance = ActivatorUtilities.CreateInstance(_services, type);
            object?[] arguments = [.. function.GetParameters().Select(parameter => Bind(parameter, http, path, route, segments))];
            object? returned = Invoke(function, instance, arguments);
            result = returned is Task<IResult> task ? await task : (IResult)returned!;
        }
        catch (Exception exception)
        {
            result = new ProblemMiddleware(NullLogger<ProblemMiddleware>.Instance).Answer(exception, http, function.Name);
        }

        await result.ExecuteAsync(http);
        return new ApiAnswer(http.Response.StatusCode, http.Response.Headers, ((MemoryStream)http.Response.Body).ToArray());
    }

    private static HttpContext Request(string method, string pathAndQuery, byte[]? body, (string Name, string Value)[] headers)
    {
        int question = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        var http = new DefaultHttpContext();
        http.Request.Method = method;
        http.Request.Scheme = "http";
        http.Request.Host = new HostString("platform.test", 7071);
        http.Request.Path = question < 0 ? pathAndQuery : pathAndQuery[..question];
        http.Request.QueryString = new QueryString(question < 0 ? "" : pathAndQuery[question..]);
        http.Request.Body = new MemoryStream(body ?? []);
        http.Response.Body = new MemoryStream();
        if (body is not null) http.Request.ContentType = "application/json";
        foreach ((string name, string value) in headers) http.Request.Headers[name] = value;
        return http;
    }

    private object? Bind(ParameterInfo parameter, HttpContext http, string path, string[] route, string[] segments)
    {
        if (parameter.ParameterType == typeof(HttpRequest)) return http.Request;
        if (parameter.ParameterType == typeof(DurableTaskClient)) return Client;
        if (parameter.ParameterType == typeof(CancellationToken)) return http.RequestAborted;
        if (route is ["path"]) return path;
        return Uri.UnescapeDataString(segments[Array.IndexOf(route, $"{{{parameter.Name}}}")]);
    }

    private static object? Invoke(MethodInfo method, object instance, object?[] arguments)
    {
        try
        {
            return method.Invoke(instance, arguments);
        }
        catch (TargetInvocationException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
            throw;
        }
    }

    private static (Type Class, MethodInfo Method, string[] Route, string[] Methods)[] Find() =>
    [
        .. from type in typeof(RouteTable).Assembly.GetExportedTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where trigger is not null && trigger.Route != RouteTable.CatchAll
           select (type, method, trigger.Route!.Split('/'), trigger.Methods!),
    ];

    private static bool Fits(string[] route, string[] path) => route.Length == path.Length
        && route.Zip(path).All(pair => pair.First[0] == '{' ? pair.Second.Length > 0 : string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));

    private sealed class OwnEndpoint : IOwnEndpoint
    {
        public Uri Address { get; } = new("http://own.test/");
    }
}
