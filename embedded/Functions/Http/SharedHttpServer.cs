using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Embedded.Functions.Http;

/// <summary>
/// One Kestrel for all the app instances of the process. Each instance listens on a socket of its own and hands its connections over; a Kestrel an instance would
/// cost each a thread that wakes every second and a memory pool. It starts with the first instance and lives as long as the process.
/// </summary>
internal sealed class SharedHttpServer : IConnectionListenerFactory, IHttpApplication<HttpContext>
{
    // What the Functions host takes at most by default.
    private const long RequestBodyBytesMax = 104_857_600;

    private static readonly Lazy<Task<SharedHttpServer>> Started = new(StartNewAsync);

    private readonly Channel<ConnectionContext> _accepted =
        Channel.CreateUnbounded<ConnectionContext>(new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = false });

    private readonly SocketTransportFactory _sockets =
        new(Options.Create(new SocketTransportOptions { IOQueueCount = 1 }), NullLoggerFactory.Instance);

    private readonly KestrelServer _kestrel;

    private SharedHttpServer()
    {
        KestrelServerOptions options = new()
        {
            AddServerHeader = false,
            ApplicationServices = new ServiceCollection().BuildServiceProvider(),
        };
        options.Limits.MaxRequestBodySize = RequestBodyBytesMax;
        options.Listen(new AcceptedConnections(), listen => listen.Protocols = HttpProtocols.Http1);
        _kestrel = new KestrelServer(Options.Create(options), this, NullLoggerFactory.Instance);
    }

    public static Task<SharedHttpServer> GetAsync() => Started.Value;

    /// <exception cref="IOException">The address is in use or cannot be had.</exception>
    public async ValueTask<IConnectionListener> BindAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        try
        {
            return await _sockets.BindAsync(endpoint, cancellationToken);
        }
        catch (AddressInUseException e)
        {
            throw new IOException($"The address http://{endpoint} is already in use.", e);
        }
        catch (SocketException e)
        {
            throw new IOException($"The address http://{endpoint} cannot be listened at: {e.Message}", e);
        }
    }

    public void HandOver(ConnectionContext connection) => _accepted.Writer.TryWrite(connection);

    ValueTask<IConnectionListener> IConnectionListenerFactory.BindAsync(EndPoint endpoint, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IConnectionListener>(new AcceptedListener(endpoint, _accepted.Reader));

    HttpContext IHttpApplication<HttpContext>.CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    Task IHttpApplication<HttpContext>.ProcessRequestAsync(HttpContext context) =>
        context.Features.GetRequiredFeature<IInstanceConnection>().HandleAsync(context);

    void IHttpApplication<HttpContext>.DisposeContext(HttpContext context, Exception? exception)
    {
    }

    private static async Task<SharedHttpServer> StartNewAsync()
    {
        SharedHttpServer server = new();

        // The server outlives whoever starts it first: nothing of that one's context may be held by it.
        Task start;
        using (ExecutionContext.SuppressFlow())
        {
            start = Task.Run(() => server._kestrel.StartAsync(server, CancellationToken.None));
        }

        await start.ConfigureAwait(false);
        return server;
    }

    private sealed class AcceptedConnections : EndPoint
    {
        public override string ToString() => "embedded";
    }

    private sealed class AcceptedListener(EndPoint endpoint, ChannelReader<ConnectionContext> accepted) : IConnectionListener
    {
        public EndPoint EndPoint => endpoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
            await accepted.ReadAsync(cancellationToken).ConfigureAwait(false);

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
