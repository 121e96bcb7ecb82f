using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Embedded.Functions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
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
        string spawned;
        string spawnedByChild;
        await using (LiveMachine machine = await LiveMachine.StartAsync(
            settings: [("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")]))
        {
            PlatformView platform = await machine.Root.SpawnToActiveAsync("acme");
            spawned = $"spawn-{platform.Id}";
            spawnedByChild = $"spawn-{(await machine.At(platform).SpawnToActiveAsync("kid")).Id}";
            Log(machine.Machine.Root, "said by the root");
            Log(machine.ProgramOf(platform), "said by the child");
        }

        // what waited was sent when the machine stopped
        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces"], _received.Select(request => request.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        string root = TextOf("/v1/traces", "/root");
        string child = TextOf("/v1/traces", "/root/acme");
        foreach (string traces in new[] { root, child })
        {
            Assert.Contains("create_orchestration:SpawnPlatformOrchestrator", traces, StringComparison.Ordinal);
            Assert.Contains("activity:CompilePlatformActivity", traces, StringComparison.Ordinal);
            Assert.Contains("POST api/platforms", traces, StringComparison.Ordinal);
        }

        // each spawned one child, and tells of no other's
        Assert.Contains(spawned, root, StringComparison.Ordinal);
        Assert.DoesNotContain(spawnedByChild, root, StringComparison.Ordinal);
        Assert.Contains(spawnedByChild, child, StringComparison.Ordinal);
        Assert.DoesNotContain(spawned, child, StringComparison.Ordinal);
        Assert.Contains("said by the root", TextOf("/v1/logs", "/root"), StringComparison.Ordinal);
        Assert.Contains("said by the child", TextOf("/v1/logs", "/root/acme"), StringComparison.Ordinal);
        Assert.DoesNotContain("said by the root", TextOf("/v1/logs", "/root/acme"), StringComparison.Ordinal);
        Assert.Contains("durabletask.orchestrations", TextOf("/v1/metrics", "/root/acme"), StringComparison.Ordinal);
    }

    public async Task DisposeAsync() => await _collector.DisposeAsync();

    private static void Log(AppInstance program, string message) =>
        program.Services.GetRequiredService<ILoggerFactory>().CreateLogger<TelemetryExportTests>().LogWarning("{Message}", message);

    /// <summary>What one platform sent: the messages are binary, but what is looked for in them is plain text.</summary>
    private string TextOf(string path, string platform)
    {
        // a key, and a value in it: field 2 of any length, then a text of this one
        var name = new Regex($@"service\.instance\.id\x12[\x00-\xFF]{{1,4}}\x0A\x{platform.Length:x2}{Regex.Escape(platform)}", RegexOptions.None, TimeSpan.FromSeconds(10));
        return string.Concat(_received.Where(request => request.Path == path && name.IsMatch(request.Text)).Select(request => request.Text));
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _received.Enqueue((context.Request.Path.Value!, Encoding.Latin1.GetString(body.ToArray())));
        context.Response.StatusCode = (int)HttpStatusCode.OK;
    }
}
