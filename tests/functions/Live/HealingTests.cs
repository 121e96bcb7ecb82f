using Microsoft.DurableTask.Client;
using PlatformDeployer.Contracts.Health;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Orchestrations.Operations;

namespace PlatformDeployer.Functions.Tests.Live;

/// <summary>What is broken behind the deployer's back is found, repaired, verified and recorded, without a request from anyone.</summary>
public sealed class HealingTests
{
    private static readonly HttpMethod Delete = HttpMethod.Delete;

    [Fact]
    public async Task Stopped_ByAPerson_IsStartedAgain()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync();
        PlatformView platform = await machine.Root.SpawnToActiveAsync("acme");
        await machine.StopSiteAsync(platform);
        Assert.Empty(machine.Machine.Children);

        IncidentView incident = await HealedAsync(machine, platform);
        Assert.Equal("SiteStopped", incident.Fault);
        Assert.Contains("StartSite", incident.Actions);
    }

    [Theory]
    [InlineData("site", "2024-04-01", "SiteMissing")]
    [InlineData("insights", "2020-02-02", "ResourceMissing")]
    [InlineData("bus/report-due", "2024-01-01", "ResourceMissing")]
    [InlineData("grant/tables", "2022-04-01", "ResourceMissing")]
    public async Task Deleted_OneResource_IsMadeAgain(string key, string apiVersion, string fault)
    {
        await using LiveMachine machine = await LiveMachine.StartAsync(settings: ("Sweep__LookSeconds", "2"));
        PlatformView platform = await machine.Root.SpawnToActiveAsync("acme");
        string id = LiveMachine.ResourceOf(platform, key);
        await machine.MeddleAsync(Delete, id, apiVersion);
        await Until.TrueAsync(() => Task.FromResult(machine.Machine.ResourceManager.CreationsOf(id) == 2), PlatformClient.Limit, $"{key} made again");

        IncidentView incident = await HealedAsync(machine, platform);
        Assert.StartsWith(fault, incident.Fault, StringComparison.Ordinal);
        Assert.Contains("RecreateResources", incident.Actions);
        Assert.NotNull(machine.Machine.ResourceManager.Find(id));
        string other = LiveMachine.ResourceOf(platform, "storage");
        Assert.Equal(1, machine.Machine.ResourceManager.CreationsOf(other));
    }

    [Fact]
    public async Task Deleted_WholeGroup_IsMadeAgain()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync();
        PlatformView platform = await machine.Root.SpawnToActiveAsync("acme");
        await machine.MeddleAsync(Delete, $"{LiveMachine.Subscription}/resourceGroups/{platform.ResourceGroup}", "2022-09-01");
        Assert.Equal("GroupMissing", (await HealedAsync(machine, platform)).Fault);
    }

    [Fact]
    public async Task Hung_Program_IsRestarted()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync();
        PlatformView platform = await machine.Root.SpawnToActiveAsync("acme");
        machine.ProgramOf(platform).Hang();

        IncidentView incident = await HealedAsync(machine, platform);
        Assert.Equal("SiteHung", incident.Fault);
        Assert.Contains("RestartSite", incident.Actions);
    }

    [Fact]
    public async Task Died_Program_IsRestarted()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync();
        PlatformView platform = await machine.Root.SpawnToActiveAsync("acme");
        await machine.ProgramOf(platform).AbandonAsync();

        IncidentView incident = await HealedAsync(machine, platform);
        Assert.Equal("SiteUnreachable", incident.Fault);
        Assert.Contains("RestartSite", incident.Actions);
    }

    [Fact]
    public async Task Terminated_Monitor_IsStartedAgainBySweepAndHeals()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync();
        PlatformView platform = await machine.Root.SpawnToActiveAsync("acme");
        string monitor = OperationIds.Monitor(PlatformId.Parse(platform.Id));
        DurableTaskClient client = machine.Machine.Root.DurableClient;
        DateTimeOffset? first = (await client.GetInstanceAsync(monitor))?.CreatedAt;
        Assert.NotNull(first);

        await client.TerminateInstanceAsync(monitor);
        await Until.TrueAsync(
            async () => await client.GetInstanceAsync(monitor) is { IsRunning: true } again && again.CreatedAt > first, PlatformClient.Limit, "the monitor started again");
        await machine.StopSiteAsync(platform);
        await HealedAsync(machine, platform);
    }

    [Fact]
    public async Task Stopped_OneOfThoseThatOnlyAreSilent_IsHealed()
    {
        // they report so seldom that all are taken for silent, always
        await using LiveMachine machine = await LiveMachine.StartAsync(settings: ("Report__Schedule", "0 0 0 1 1 *"));
        PlatformView[] platforms = await Task.WhenAll(Enumerable.Range(1, 4).Select(number => machine.Root.SpawnToActiveAsync($"child{number}")));
        await machine.StopSiteAsync(platforms[1]);

        await Until.TrueAsync(
            async () => (await machine.Root.HealthAsync(platforms[1].Id)).Incidents.Any(incident => incident is { Fault: "SiteStopped", RepairedAt: not null }),
            PlatformClient.Limit,
            "the one that was stopped to be started");
    }

    [Fact]
    public async Task Stopped_MostChildrenForGood_AreHealedOneAtATime()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync(settings: ("Sweep__SuspectSeconds", "5"));
        PlatformView[] platforms = await Task.WhenAll(Enumerable.Range(1, 4).Select(number => machine.Root.SpawnToActiveAsync($"child{number}")));
        await Task.WhenAll(platforms.Select(machine.StopSiteAsync));

        foreach (PlatformView platform in platforms)
        {
            await Until.ValueAsync(
                () => machine.Root.HealthAsync(platform.Id),
                seen => seen.Status == "Healthy" && seen.Incidents.Any(incident => incident is { Fault: "SiteStopped", RepairedAt: not null }),
                PlatformClient.Limit,
                $"{platform.Name} healed");
        }

        string[] events = [.. (await machine.Root.EventsAsync(platforms[0].Id)).Select(happened => happened.Type)];
        Assert.Contains("observer.suspected", events);
        Assert.Contains("observer.trusted", events);
    }

    [Fact]
    public async Task Stopped_MostChildrenAtOnce_NothingIsTouched()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync();
        PlatformView[] platforms = await Task.WhenAll(Enumerable.Range(1, 4).Select(number => machine.Root.SpawnToActiveAsync($"child{number}")));
        await Task.WhenAll(platforms.Select(machine.StopSiteAsync));

        // each is looked at again after it fell silent, so that it was given the chance to be touched
        DateTimeOffset stopped = TimeProvider.System.GetUtcNow();
        foreach (PlatformView platform in platforms)
        {
            await Until.TrueAsync(
                async () => (await machine.Root.HealthAsync(platform.Id)).LastObservedAt > stopped + TimeSpan.FromSeconds(5), PlatformClient.Limit, $"{platform.Name} looked at again");
        }

        Assert.Empty(machine.Machine.Children);
        foreach (PlatformView platform in platforms)
        {
            PlatformHealthView health = await machine.Root.HealthAsync(platform.Id);
            Assert.Equal("Unknown", health.Status);
            IncidentView doubt = Assert.Single(health.Incidents);
            Assert.Equal("ObserverSuspect", doubt.Fault);
            Assert.Empty(doubt.Actions);
        }
    }

    /// <summary>Waits until a platform is well again, and answers the one incident that is recorded.</summary>
    private static async Task<IncidentView> HealedAsync(LiveMachine machine, PlatformView platform)
    {
        PlatformHealthView health = await Until.ValueAsync(
            () => machine.Root.HealthAsync(platform.Id),
            seen => seen.Status == "Healthy" && seen.Incidents.Count > 0 && seen.Incidents.All(incident => incident.RepairedAt is not null),
            PlatformClient.Limit,
            "an incident that was repaired");
        Assert.Equal(PlatformState.Active, (await machine.Root.PlatformAsync(platform.Id)).State);

        // the program that runs now is the platform's own, it may spawn, and its data is what it was
        PlatformView now = await machine.Root.PlatformAsync(platform.Id);
        ReadinessView ready = (await machine.At(now).GetAsync("health/ready")).Read<ReadinessView>();
        Assert.Equal(platform.Id, ready.PlatformId);
        await machine.At(now).SpawnToActiveAsync("kid");

        IncidentView first = health.Incidents[^1];
        Assert.InRange(first.SecondsToDetect!.Value, 0, PlatformClient.Limit.TotalSeconds);
        Assert.InRange(first.SecondsToRepair!.Value, 0, PlatformClient.Limit.TotalSeconds);
        Assert.NotEmpty(first.Actions);
        return first;
    }
}
