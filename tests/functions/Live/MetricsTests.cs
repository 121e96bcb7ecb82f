using System.Net;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Functions.Tests.Telemetry;

namespace PlatformDeployer.Functions.Tests.Live;

/// <summary>Each platform of a process tells its own figures at its own address, whatever its neighbours do.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task Metrics_OfRootAndChild_AreEachTheirOwn()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync();
        PlatformView platform = await machine.Root.SpawnToActiveAsync("acme");
        PlatformClient child = machine.At(platform);

        Exposition root = await ReadAsync(machine.Root);
        Exposition own = await ReadAsync(child);
        Assert.Equal(1, root.Value("durabletask_orchestrations_total", "orchestrator=SpawnPlatformOrchestrator", "status=Completed"));
        Assert.Equal(1, root.Value("platform_deployer_events_total", "type=platform.active"));
        Assert.True(root.Value("durabletask_instances", "status=Completed") > 1, "The root keeps the spawn and its resources' orchestrations.");
        Assert.Equal(0, own.Value("durabletask_instances", "status=Completed"));
        Assert.Equal(0, own.Sum("durabletask_orchestrations_total"));
        Assert.DoesNotContain(own.Samples.Keys, sample => sample.Name == "durabletask_activity_duration_seconds_count");

        // what it was asked shows at the one that was asked
        Assert.Empty(NotFound(own));
        for (int i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.NotFound, (await child.GetAsync("platforms/nobody")).Status);
        Assert.Equal(3, Assert.Single(NotFound(await ReadAsync(child))));
        Assert.Empty(NotFound(await ReadAsync(machine.Root)));

        // a platform of the child's own is the child's, and the root hears of it only by reports
        await child.SpawnToActiveAsync("kid");
        Exposition after = await ReadAsync(child);
        Assert.Equal(1, after.Value("durabletask_orchestrations_total", "orchestrator=SpawnPlatformOrchestrator", "status=Completed"));
        Assert.Equal(1, (await ReadAsync(machine.Root)).Value("durabletask_orchestrations_total", "orchestrator=SpawnPlatformOrchestrator", "status=Completed"));
        Assert.True(after.Sum("durable_log_fsync_duration_seconds_count") > 0, "The child's log was synced.");
        await Until.TrueAsync(
            async () => (await ReadAsync(child)).Sum("platform_deployer_report_lag_seconds_count") > 0, PlatformClient.Limit, "a report that was acknowledged");
    }

    private static IEnumerable<double> NotFound(Exposition text) => text.Samples
        .Where(sample => sample.Key.Name == "http_server_request_duration_seconds_count" && sample.Key.Labels.Contains("http_response_status_code=404", StringComparison.Ordinal))
        .Select(sample => sample.Value);

    private static async Task<Exposition> ReadAsync(PlatformClient platform)
    {
        LiveAnswer answer = await platform.GetAsync("metrics");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return Exposition.Parse(answer.Body);
    }
}
