using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Microsoft.Extensions.DependencyInjection;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Healing;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Orchestrations.Heal;
using PlatformDeployer.Orchestrations.Operations;
using PlatformDeployer.Orchestrations.Tests.Fakes;

namespace PlatformDeployer.Orchestrations.Tests.Heal;

public sealed class PlatformMonitorOrchestratorTests
{
    [Fact]
    public async Task Monitor_SiteStopped_StartsItAndWritesItDown()
    {
        await using Workshop workshop = await SpawnedAsync();
        workshop.Cloud.Site = workshop.Cloud.Site with { Running = false };

        await MonitorStart.WakeAsync(workshop.Client, Samples.ChildId, "test", CancellationToken.None);

        Incident incident = await RepairedAsync(workshop);
        Assert.Equal("SiteStopped", incident.Fault);
        Assert.Equal(1, workshop.Cloud.SiteStarts);
        Assert.Contains(workshop.Registry.Events, happened => happened.Type == "platform.healed");
    }

    [Fact]
    public async Task Monitor_ResourceGone_PutsItAgain()
    {
        await using Workshop workshop = await SpawnedAsync();
        string store = Samples.Graph.IdOf("store");
        Assert.True(workshop.Cloud.Resources.TryRemove(store, out _));

        await MonitorStart.WakeAsync(workshop.Client, Samples.ChildId, "test", CancellationToken.None);

        Incident incident = await RepairedAsync(workshop);
        Assert.Equal("ResourceMissing", incident.Fault);
        Assert.True(workshop.Cloud.Resources.ContainsKey(store));
    }

    [Fact]
    public async Task Monitor_GroupGone_MakesEverythingAnew()
    {
        await using Workshop workshop = await SpawnedAsync();
        await workshop.Cloud.StartDeleteGroupAsync("rg-acme", CancellationToken.None);

        await MonitorStart.WakeAsync(workshop.Client, Samples.ChildId, "test", CancellationToken.None);

        Incident incident = await RepairedAsync(workshop);
        Assert.Equal("GroupMissing", incident.Fault);
        Assert.All(Samples.Graph.Nodes, node => Assert.True(workshop.Cloud.Resources.ContainsKey(Samples.Graph.IdOf(node.Key)), node.Key));
    }

    [Fact]
    public async Task Monitor_EndpointHangs_RestartsTheSite()
    {
        await using Workshop workshop = await SpawnedAsync();
        workshop.Link.Readiness = _ => workshop.Cloud.SiteRestarts > 0 ? Workshop.Ready : throw new PlatformLinkException(LinkFailure.Timeout, "no answer");

        await MonitorStart.WakeAsync(workshop.Client, Samples.ChildId, "test", CancellationToken.None);

        Assert.Equal("SiteHung", (await RepairedAsync(workshop)).Fault);
    }

    [Fact]
    public async Task Monitor_ProgramHasForgotten_IsGivenItsSubtreeBackBeforeItMaySpawn()
    {
        await using Workshop workshop = await SpawnedAsync();
        workshop.AddBelow(Samples.GrandchildId, "/root/acme/west", Samples.ChildId, "rg-west");
        workshop.Registry.Put(workshop.Registry[Samples.GrandchildId] with { Id = PlatformId.Parse("pgone"), Path = PlatformPath.Parse("/root/acme/gone"), State = PlatformState.Retired });
        workshop.Link.Spawning.Clear();
        TaskCompletionSource<int> told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        workshop.Link.SpawningFailure = _ =>
        {
            told.TrySetResult(workshop.Link.Restored.Count);
            return null;
        };
        workshop.Link.Readiness = _ => Workshop.Ready with { State = told.Task.IsCompleted ? PlatformState.Active : PlatformState.Activating };

        await MonitorStart.WakeAsync(workshop.Client, Samples.ChildId, "test", CancellationToken.None);

        Assert.Equal(1, await told.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(Samples.GrandchildId, Assert.Single(Assert.Single(workshop.Link.Restored)).Id);
    }

    [Fact]
    public async Task Monitor_SubtreeIsNotTaken_TheProgramMayNotSpawn()
    {
        await using Workshop workshop = await SpawnedAsync();
        workshop.AddBelow(Samples.GrandchildId, "/root/acme/west", Samples.ChildId, "rg-west");
        workshop.Link.Spawning.Clear();
        TaskCompletionSource refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int asked = 0;
        workshop.Link.RestoreFailure = LinkFailure.Timeout;
        workshop.Link.Readiness = _ =>
        {
            // the second look comes after the first has failed
            if (Interlocked.Increment(ref asked) == 2) refused.TrySetResult();
            return Workshop.Ready with { State = PlatformState.Activating };
        };

        await MonitorStart.WakeAsync(workshop.Client, Samples.ChildId, "test", CancellationToken.None);
        await refused.Task.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Empty(workshop.Link.Spawning);
    }

    [Fact]
    public async Task Monitor_PlatformNoLongerSpawned_Ends()
    {
        await using Workshop workshop = await SpawnedAsync();
        workshop.Registry.Put(workshop.Registry[Samples.ChildId] with { State = PlatformState.Retiring });

        await MonitorStart.WakeAsync(workshop.Client, Samples.ChildId, "test", CancellationToken.None);

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        OrchestrationMetadata end = await workshop.Client.WaitForInstanceCompletionAsync(OperationIds.Monitor(Samples.ChildId), limit.Token);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
    }

    [Fact]
    public async Task Ensure_MonitorDied_StartsAnother()
    {
        await using Workshop workshop = await SpawnedAsync();
        string id = OperationIds.Monitor(Samples.ChildId);
        await workshop.Client.TerminateInstanceAsync(id, "killed");
        await workshop.Client.WaitForInstanceCompletionAsync(id);

        Assert.True(await MonitorStart.EnsureAsync(workshop.Client, Samples.ChildId, CancellationToken.None));
        Assert.False(await MonitorStart.EnsureAsync(workshop.Client, Samples.ChildId, CancellationToken.None));
    }

    [Fact]
    public async Task Ensure_MonitorOfAnOlderProgramCannotGoOn_IsReplaced()
    {
        var disk = new MemoryDisk();
        string id = OperationIds.Monitor(Samples.ChildId);
        var onDisk = new DurableTaskTestHostOptions { ConfigureServices = services => services.AddSingleton<ILogDisk>(disk) };
        await using (DurableTaskTestHost older = await DurableTaskTestHost.StartAsync(
            tasks => tasks.AddOrchestratorFunc<string>(nameof(PlatformMonitorOrchestrator), context => context.WaitForExternalEvent<string>("Other")), onDisk))
        {
            await older.Client.ScheduleNewOrchestrationInstanceAsync(
                nameof(PlatformMonitorOrchestrator), new MonitorState(Samples.ChildId, HealingMemory.Empty), new StartOrchestrationOptions(id));
            await older.Client.WaitForInstanceStartAsync(id);
        }

        await using Workshop workshop = await Workshop.OpenAsync(disk);
        await MonitorStart.WakeAsync(workshop.Client, Samples.ChildId, "test", CancellationToken.None);
        await workshop.IdleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await workshop.Client.GetInstanceAsync(id))!.RuntimeStatus);

        Assert.False(await MonitorStart.EnsureAsync(workshop.Client, Samples.ChildId, CancellationToken.None));
        Assert.True(await MonitorStart.EnsureAsync(workshop.Client, Samples.ChildId, CancellationToken.None));
        Assert.Null((await workshop.Client.GetInstanceAsync(id))!.FailureDetails);
    }

    private static async Task<Workshop> SpawnedAsync()
    {
        Workshop workshop = await Workshop.OpenAsync();
        await workshop.SpawnAsync();
        return workshop;
    }

    private static async Task<Incident> RepairedAsync(Workshop workshop)
    {
        PlatformRecord platform = await workshop.Registry
            .WhenAsync(Samples.ChildId, known => known is { State: PlatformState.Active, Health.Incidents: [{ RepairedAt: not null }, ..] })
            .WaitAsync(TimeSpan.FromSeconds(30));
        return platform.Health.Incidents[0];
    }
}
