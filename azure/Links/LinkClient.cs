using System.Net;

namespace PlatformDeployer.Azure.Links;

/// <summary>The one HTTP client by which a platform talks to others.</summary>
public sealed class LinkClient : IDisposable
{
    private readonly HttpClient _http;

    /// <summary>Makes a client over sockets.</summary>
    public LinkClient() : this(Sockets())
    {
    }

    /// <summary>Makes a client over a handler.</summary>
    /// <param name="handler">Sends the requests; disposed with the client.</param>
    public LinkClient(HttpMessageHandler handler)
    {
        // Time limits are set for each call, by the program's own clock.
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LinkLimits.AnswerBytesMax };
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption completion, CancellationToken cancellationToken) =>
        _http.SendAsync(request, completion, cancellationToken);

    private static SocketsHttpHandler Sockets() => new()
    {
        // An address that moved is found again, and a platform with many children does not keep a socket to each of them for ever.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        ConnectTimeout = TimeSpan.FromSeconds(3),
        MaxConnectionsPerServer = 32,
        MaxResponseHeadersLength = 64,
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli,
    };
}
