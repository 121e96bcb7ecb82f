using System.Collections.Concurrent;
using System.Net;
using Embedded.Functions.Invocation;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Embedded.Functions.Http;

/// <summary>The socket one app instance listens on, its connections and the requests in flight on them.</summary>
internal sealed partial class InstanceListener : IInstanceListener
{
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(1);

    private readonly SharedHttpServer _server;
    private readonly IConnectionListener _socket;
    private readonly HttpRouter _router;
    private readonly HttpServerTelemetry _telemetry;
    private readonly Func<HttpContext, Task> _unrouted;
    private readonly ConcurrentDictionary<ConnectionContext, ActivityCounter.Scope> _connections = new();
    private readonly ActivityCounter _requests = new();
    private readonly ActivityCounter _open = new();
    private Task _accepting = Task.CompletedTask;
    private volatile TaskCompletionSource? _hang;
    private volatile bool _stopping;

    private InstanceListener(SharedHttpServer server, IConnectionListener socket, HttpRouter router, FunctionInvoker invoker, Func<HttpContext, Task>? unrouted)
    {
        _server = server;
        _socket = socket;
        _router = router;
        _unrouted = unrouted ?? (_ => Task.CompletedTask);
        Invoker = invoker;
        _telemetry = new HttpServerTelemetry(invoker.Services);
    }

    public FunctionInvoker Invoker { get; }

    public IPEndPoint Endpoint => (IPEndPoint)_socket.EndPoint;

    public bool IsIdle => _requests.IsIdle;

    /// <summary>Takes the address. Connections wait until <see cref="Open"/>.</summary>
    /// <exception cref="IOException">The address is in use or cannot be had.</exception>
    public static async Task<IInstanceListener> BindAsync(
        IPEndPoint endpoint, HttpRouter router, FunctionInvoker invoker, Func<HttpContext, Task>? unrouted, CancellationToken cancellationToken)
    {
        SharedHttpServer server = await SharedHttpServer.GetAsync();
        IConnectionListener socket = await server.BindAsync(endpoint, cancellationToken);
        return new InstanceListener(server, socket, router, invoker, unrouted);
    }

    /// <summary>Takes connections from now on.</summary>
    public void Open() => _accepting = AcceptAsync();

    /// <summary>From now on connections are accepted and requests are never answered.</summary>
    public void Hang() => Interlocked.CompareExchange(ref _hang, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), null);

    /// <summary>Answers again, those requests included that wait since <see cref="Hang"/>.</summary>
    public void Unhang() => Interlocked.Exchange(ref _hang, null)?.SetResult();

    public async Task HandleAsync(HttpContext context)
    {
        if (_hang is { } hang)
        {
            await hang.Task.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (context.RequestAborted.IsCancellationRequested)
            {
                return;
            }
        }

        using ActivityCounter.Scope request = _requests.Enter();
        if (_stopping)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.Connection = "close";
            await _unrouted(context);
            return;
        }

        await _telemetry.TellAsync(context, _router);
        if (!HttpRouter.IsFunctions(context)) await _unrouted(context);
    }

    /// <summary>Takes no more connections and requests, and waits for those in flight; what then remains is cut off.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        await CloseSocketAsync();
        foreach (ConnectionContext connection in _connections.Keys)
        {
            connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }

        Unhang();
        await _requests.WhenIdleAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // A request has ended before the last of its response is sent; a connection closes after that.
        await _open.WhenIdleAsync().WaitAsync(CloseLimit, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        CutOff();
    }

    /// <summary>Closes the socket and cuts every connection off, as the death of a process does.</summary>
    public async Task AbandonAsync()
    {
        _stopping = true;
        CutOff();
        await CloseSocketAsync();

        // one may have been accepted in between
        CutOff();
    }

    private async Task CloseSocketAsync()
    {
        await _socket.UnbindAsync();
        await _accepting;
        await _socket.DisposeAsync();
        _telemetry.Dispose();
    }

    private void CutOff()
    {
        foreach (ConnectionContext connection in _connections.Keys)
        {
            connection.Abort(new ConnectionAbortedException("The app instance has stopped."));
        }
    }

    private async Task AcceptAsync()
    {
        while (await AcceptOneAsync() is { } connection)
        {
            connection.Features.Set<IInstanceConnection>(this);
            _connections.TryAdd(connection, _open.Enter());
            connection.ConnectionClosed.UnsafeRegister(
                static state =>
                {
                    (InstanceListener listener, ConnectionContext closed) = ((InstanceListener, ConnectionContext))state!;
                    if (listener._connections.TryRemove(closed, out ActivityCounter.Scope open))
                    {
                        open.Dispose();
                    }
                },
                (this, connection));
            _server.HandOver(connection);
        }
    }

    private async Task<ConnectionContext?> AcceptOneAsync()
    {
        try
        {
            return await _socket.AcceptAsync();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            LogAcceptEnded(Invoker.Logger, Endpoint.ToString(), e);
            return null;
        }
    }

    [LoggerMessage(302, LogLevel.Debug, "No more connections are taken at {Endpoint}.")]
    private static partial void LogAcceptEnded(ILogger logger, string endpoint, Exception exception);
}
