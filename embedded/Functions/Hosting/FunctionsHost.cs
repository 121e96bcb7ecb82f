using System.Diagnostics.Metrics;
using System.Net;
using Embedded.Functions.Discovery;
using Embedded.Functions.Durable;
using Embedded.Functions.Http;
using Embedded.Functions.Invocation;
using Embedded.Functions.Messaging;
using Embedded.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Embedded.Functions.Hosting;

/// <summary>
/// The host of one app instance. It binds its address first, so that the app knows it, then starts from the inside out, the log, the app's own services, the durable engine, triggers, and opens HTTP last; it stops the other way round.
/// </summary>
internal sealed partial class FunctionsHost : IHost, IAsyncDisposable
{
    private readonly IHost _inner;
    private readonly InstanceEnvironment _environment;
    private readonly AppModel _app;
    private readonly FunctionInvoker _invoker;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILogger _logger;
    private readonly bool _usesAspNetCore;
    private readonly Lock _lock = new();
    private InstanceState? _state;
    private TriggerListeners? _triggers;
    private IInstanceListener? _http;
    private Task? _stop;
    private bool _innerStarted;

    /// <exception cref="FunctionDefinitionException">A function cannot be run.</exception>
    public FunctionsHost(
        IHost inner,
        InstanceEnvironment environment,
        IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware,
        bool usesAspNetCore)
    {
        _inner = inner;
        _environment = environment;
        _usesAspNetCore = usesAspNetCore;
        _app = environment.Options.Functions ?? AppModel.Of(environment.Options.App);
        ILogger<FunctionInvoker> logger = Services.GetRequiredService<ILogger<FunctionInvoker>>();
        _logger = logger;
        _invoker = new FunctionInvoker(
            Services,
            FunctionPipeline.Build(middleware),
            Services.GetRequiredService<MessageOutputSender>(),
            environment.Options.TimeProvider,
            Services.GetRequiredService<HostOptions>().FunctionTimeout,
            logger,
            _stopping.Token);
    }

    public IServiceProvider Services => _inner.Services;

    public InstanceState State => _state ?? throw new InvalidOperationException("The instance has not started yet.");

    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1");

    /// <summary>Whether no request, message, timer run, work item or activity is in flight.</summary>
    public bool IsIdle => _http?.IsIdle != false && _triggers?.IsIdle != false && _state?.IsIdle != false;

    /// <summary>When the next timer of any kind is due.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            DateTimeOffset? timer = _triggers?.NextTimerDue;
            DateTimeOffset? state = _state?.NextDue;
            return timer is null || state < timer ? state : timer;
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            Validate();
            _state = InstanceState.Open(_environment.Options, Services.GetRequiredService<IMeterFactory>(), _logger);
            Services.GetRequiredService<DurableClientSource>().Client = _state.CreateEngine(DurableFunctions.Register(_app, _invoker), Services);
            IPEndPoint endpoint = ListenAddress.Parse(_environment.Options.Url);
            HttpRouter router = _app.RouterFor(Services.GetRequiredService<HostOptions>().RoutePrefix);
            _http = await _environment.Options.Listen(endpoint, router, _invoker, _environment.Options.Unrouted, cancellationToken);

            // Azure's host and `func start` both tell the app where it is reached in this variable; the port may have been chosen only now.
            Services.GetRequiredService<IConfiguration>()["WEBSITE_HOSTNAME"] = ListenAddress.Reachable(_http.Endpoint).ToString();
            await _inner.StartAsync(cancellationToken);
            _innerStarted = true;
            _triggers = await TriggerListeners.CreateAsync(_app, _state, _invoker);
            await _state.Engine.StartAsync(cancellationToken);
            await _triggers.StartAsync();
            _http.Open();
        }
        catch
        {
            await StopAsync(cancellationToken);
            throw;
        }

        BaseAddress = new Uri($"http://{ListenAddress.Reachable(_http.Endpoint)}");
        LogListening(_logger, _environment.Options.Name, BaseAddress);
        _environment.OnListening(this);
        _ = EndWithTheLogAsync(_state.Log);
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => StopOnce(() => DrainAsync(cancellationToken));

    /// <summary>Ends as if the process had died: connections are cut, nothing more is written, nothing is waited for.</summary>
    public Task AbandonAsync() => StopOnce(CutOffAsync);

    public void Hang() => _http?.Hang();

    public void Unhang() => _http?.Unhang();

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        if (_inner is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    // Whoever answers without a log says what nobody will remember. Seen from outside the program is dead, and can be started again.
    private async Task EndWithTheLogAsync(DurableLog log)
    {
        LogFailedException failure = await log.WhenBroken;
        LogBroken(_logger, failure, _environment.Options.Name);
        await AbandonAsync();
    }

    private Task StopOnce(Func<Task> stop)
    {
        lock (_lock)
        {
            return _stop ??= stop();
        }
    }

    // First everything may end by itself; then what still runs is told to stop; then it is left behind. The engine ends before anything is told to stop: an
    // activity that fails because of that has not failed, and runs again at the next start.
    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        TimeSpan limit = _environment.Options.DrainLimit;
        using CancellationTokenSource wait = new(limit, _environment.Options.StopClock);
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(wait.Token, cancellationToken);
        using CancellationTokenSource leave = new(limit + limit, _environment.Options.StopClock);

        Task http = _http?.StopAsync(leave.Token) ?? Task.CompletedTask;
        await (_triggers?.StopAsync() ?? Task.CompletedTask);
        await (_state?.StopEngineAsync(leave.Token) ?? Task.CompletedTask);
        await _invoker.WhenIdleAsync().WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _stopping.CancelAsync();
        await _invoker.WhenIdleAsync().WaitAsync(leave.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await http;
        await (_triggers?.WhenIdleAsync() ?? Task.CompletedTask).WaitAsync(leave.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await StopInnerAsync(cancellationToken);
        await ReleaseAsync();
    }

    private async Task CutOffAsync()
    {
        await Task.Yield();

        // the connections first: the dead answer nothing, not even that they failed
        Task cut = _http?.AbandonAsync() ?? Task.CompletedTask;
        _state?.Abandon();
        await cut;
        await _stopping.CancelAsync();

        if (_triggers is not null)
        {
            await _triggers.StopAsync();
        }

        Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await StopInnerAsync(CancellationToken.None);
    }

    // A host that did not start may have no services that could be stopped, and what it would say of that would hide why it did not start.
    private Task StopInnerAsync(CancellationToken cancellationToken) => _innerStarted ? _inner.StopAsync(cancellationToken) : Task.CompletedTask;

    private async Task ReleaseAsync()
    {
        if (_triggers is not null)
        {
            await _triggers.DisposeAsync();
        }

        if (_state is not null)
        {
            await _state.DisposeAsync();
        }
    }

    private void Validate()
    {
        WorkerOptions options = Services.GetRequiredService<IOptions<WorkerOptions>>().Value;
        foreach (FunctionDescriptor function in _app.Functions)
        {
            if (function.Kind == FunctionKind.Http && !_usesAspNetCore)
            {
                throw new FunctionDefinitionException($"The function '{function.Name}' takes an HttpRequest: call ConfigureFunctionsWebApplication() on the builder.");
            }

            BoundParameter? unbound = Array.Find(function.Parameters, parameter => parameter.Source == ParameterSource.AppConverter);
            if (unbound is not null && options.InputConverters.Count == 0)
            {
                throw new FunctionDefinitionException($"The parameter '{unbound.Name}' of the function '{function.Name}' is a '{unbound.Type.Name}', which nothing can"
                    + " bind: use [FromBody], an [InputConverter], or take the service in the class's constructor.");
            }
        }
    }

    [LoggerMessage(201, LogLevel.Information, "The app instance '{Name}' listens at {Address}.")]
    private static partial void LogListening(ILogger logger, string name, Uri address);

    [LoggerMessage(202, LogLevel.Critical, "The app instance '{Name}' has ended, because its log takes nothing more; it goes on after a restart.")]
    private static partial void LogBroken(ILogger logger, Exception exception, string name);
}
