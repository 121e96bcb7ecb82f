using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PlatformDeployer.Contracts.Platforms;

namespace PlatformDeployer.Functions.Tests.Live;

/// <summary>With the standard setting, a collector receives traces, metrics and logs of every platform, each under its own name.</summary>
public sealed class TelemetryExportTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Path, string Text)> _received = new();
    private readonly WebApplication _collector;

    public TelemetryExportTests()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseSetting("urls", "http://127.0.0.1:0");
        _collector = builder.Build();
        _collector.Run(ReceiveAsync);
    }

    public Task InitializeAsync() => _collector.StartAsync();

    [Fact]
    public async Task Export_OfRootAndChild_EachUnderItsOwnName()
    {
        string endpoint = _collector.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        await using (LiveMachine machine = await LiveMachine.StartAsync(
            settings: [("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")]))
        {
            PlatformView platform = await machine.Root.SpawnToActiveAsync("acme");
            await machine.At(platform).SpawnToActiveAsync("kid");
        }

        // what waited was sent when the machine stopped
        Assert.Subset(new HashSet<string>(["/v1/traces", "/v1/metrics", "/v1/logs"], StringComparer.Ordinal), [.. _received.Select(request => request.Path)]);
        string root = TextOf("/v1/traces", "root");
        string child = TextOf("/v1/traces", "root/acme");
        foreach (string traces in new[] { root, child })
        {
            Assert.Contains("create_orchestration:SpawnPlatformOrchestrator", traces, StringComparison.Ordinal);
            Assert.Contains("activity:CompilePlatformActivity", traces, StringComparison.Ordinal);
            Assert.Contains("POST api/platforms", traces, StringComparison.Ordinal);
        }

        Assert.Contains("spawn", root, StringComparison.Ordinal);
        Assert.Contains("durabletask.orchestrations", TextOf("/v1/metrics", "root/acme"), StringComparison.Ordinal);
    }

    public async Task DisposeAsync() => await _collector.DisposeAsync();

    /// <summary>What one platform sent: the messages are binary, but what is looked for in them is plain text.</summary>
    private string TextOf(string path, string platform)
    {
        string name = $"service.instance.id\u0012{(char)(platform.Length + 2)}\n{(char)platform.Length}{platform}";
        return string.Concat(_received.Where(request => request.Path == path && request.Text.Contains(name, StringComparison.Ordinal)).Select(request => request.Text));
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _received.Enqueue((context.Request.Path.Value!, Encoding.Latin1.GetString(body.ToArray())));
        context.Response.StatusCode = (int)HttpStatusCode.OK;
    }
}
