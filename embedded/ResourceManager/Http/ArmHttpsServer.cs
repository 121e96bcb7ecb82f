using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Embedded.ResourceManager.Http;

/// <summary>The Resource Manager on a loopback port, by HTTPS.</summary>
internal sealed class ArmHttpsServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Task _stopped = Task.CompletedTask;

    private ArmHttpsServer(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = new("https://localhost/");

    public static async Task<ArmHttpsServer> StartAsync(
        ArmPipeline pipeline, X509Certificate2 certificate, int port, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = ArmRequest.BodyMaxBytes * 2;
            options.Listen(IPAddress.Loopback, port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.UseHttps(certificate);
            });
        });
        WebApplication app = builder.Build();
        app.Run(http => AnswerAsync(http, pipeline));
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        return new ArmHttpsServer(app) { Address = new Uri($"https://localhost:{new Uri(app.Urls.First()).Port}/") };
    }

    /// <summary>Closes the port and every connection at once, as a process that dies does.</summary>
    public void Abandon() => _stopped = _app.StopAsync(new CancellationToken(canceled: true));

    public async ValueTask DisposeAsync()
    {
        await _stopped.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task AnswerAsync(HttpContext http, ArmPipeline pipeline)
    {
        try
        {
            ArmRequest request = await ReadAsync(http).ConfigureAwait(false);
            ArmResponse response = await pipeline.AnswerAsync(request, http.RequestAborted).ConfigureAwait(false);
            http.Response.StatusCode = response.Status;
            foreach ((string name, string value) in response.Headers)
                http.Response.Headers.Append(name, value);
            if (response.Body is null || HttpMethods.IsHead(http.Request.Method))
                return;
            http.Response.ContentType = "application/json; charset=utf-8";
            await http.Response.WriteAsync(response.Body.ToJsonString(), http.RequestAborted).ConfigureAwait(false);
        }
        catch (ConnectionDroppedException)
        {
            http.Abort();
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
        }
    }

    private static async Task<ArmRequest> ReadAsync(HttpContext http)
    {
        HttpRequest request = http.Request;
        using MemoryStream body = new();
        byte[] buffer = new byte[16_384];
        int read;
        while (body.Length <= ArmRequest.BodyMaxBytes && (read = await request.Body.ReadAsync(buffer, http.RequestAborted).ConfigureAwait(false)) > 0)
            body.Write(buffer, 0, read);
        bool tooLarge = body.Length > ArmRequest.BodyMaxBytes;
        return new ArmRequest(request.Method, new Uri($"https://{request.Host}{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}"))
        {
            Authorization = request.Headers.Authorization,
            CorrelationId = request.Headers["x-ms-correlation-request-id"],
            ClientRequestId = request.Headers["x-ms-client-request-id"],
            ContentType = request.ContentType,
            Body = tooLarge ? default : body.ToArray(),
            BodyIsTooLarge = tooLarge,
        };
    }
}
