using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Orchestrations.Operations;
using PlatformDeployer.Orchestrations.Retire;
using PlatformDeployer.Orchestrations.Sweep;
using PlatformDeployer.Orchestrations.Tests.Fakes;

namespace PlatformDeployer.Orchestrations.Tests.Sweep;

public sealed class HealthSweepTests
{
    private static readonly SweepOptions Impatient = SweepOptions.Default with { AdoptAfter = TimeSpan.Zero };

    [Fact]
    public async Task Run_AcceptedButNeverStarted_IsSpawned()
    {
        await using Workshop workshop = await Workshop.OpenAsync();
        workshop.Registry.Put(Samples.Child());

        await SweepAsync(workshop);

        OperationProgress end = await workshop.EndOfAsync(OperationIds.Spawn(Samples.ChildId));
        Assert.Equal(OperationStatus.Succeeded, end.Status);
    }

    [Fact]
    public async Task Run_SpawnBrokeMidway_IsTakenUpAgain()
    {
        await using Workshop workshop = await Workshop.OpenAsync();
        workshop.Registry.Put(Samples.Child(PlatformState.Deploying) with { Endpoint = null });

        await SweepAsync(workshop);

        Assert.Equal(OperationStatus.Succeeded, (await workshop.EndOfAsync(OperationIds.Spawn(Samples.ChildId))).Status);
        Assert.Equal(PlatformState.Active, workshop.Registry[Samples.ChildId].State);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(InstanceAttempts.Max, false)]
    public async Task Run_SpawnFailedUnforeseen_IsBegunAgainUntilItsAttemptsAreUsedUp(int attempt, bool again)
    {
        await using Workshop workshop = await Workshop.OpenAsync();
        workshop.Registry.Put(Samples.Child());
        string id = OperationIds.Spawn(Samples.ChildId);
        await workshop.Client.ScheduleNewOrchestrationInstanceAsync("Unforeseen", null, new StartOrchestrationOptions(id) { Tags = InstanceAttempts.TagsOf(attempt) });
        await workshop.Client.WaitForInstanceCompletionAsync(id);

        await SweepAsync(workshop);

        if (again) await workshop.EndOfAsync(id);
        OrchestrationMetadata instance = (await workshop.Client.GetInstanceAsync(id))!;
        Assert.Equal(again ? OrchestrationRuntimeStatus.Completed : OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
        Assert.Equal(again ? attempt + 1 : attempt, InstanceAttempts.Of(instance));
    }

    [Fact]
    public async Task Run_SpawnLeftSomethingBehind_IsTakenDownOnceMore()
    {
        await using Workshop workshop = await Workshop.OpenAsync();
        workshop.Cloud.Fail("/site", FailureClass.Permanent, "InvalidParameter");
        workshop.Cloud.Fail("delete:rg-acme", FailureClass.Policy, "ScopeLocked");
        await workshop.SpawnAsync();
        Assert.True(workshop.Registry[Samples.ChildId].HasLeftovers);
        Assert.NotEmpty(workshop.Cloud.Groups);
        workshop.Registry.Put(workshop.Registry[Samples.ChildId] with { UpdatedAt = Samples.Noon });

        await SweepAsync(workshop);

        Assert.Equal(OperationStatus.Succeeded, (await workshop.EndOfAsync(OperationIds.Retire(Samples.ChildId))).Status);
        Assert.Empty(workshop.Cloud.Groups);
        Assert.Equal((PlatformState.Retired, false), (workshop.Registry[Samples.ChildId].State, workshop.Registry[Samples.ChildId].HasLeftovers));
        Assert.Equal([Samples.ChildId], workshop.Registry.Released);
    }

    [Fact]
    public async Task Run_RetirementTerminated_IsTakenUpAgain()
    {
        await using Workshop workshop = await Workshop.OpenAsync();
        await workshop.SpawnAsync();
        workshop.Registry.Put(workshop.Registry[Samples.ChildId] with { State = PlatformState.Retiring });

        await SweepAsync(workshop);

        Assert.Equal(OperationStatus.Succeeded, (await workshop.EndOfAsync(OperationIds.Retire(Samples.ChildId))).Status);
        Assert.Empty(workshop.Cloud.Groups);
    }

    [Fact]
    public async Task Run_RetirementFailedForGood_IsLeftToItsUser()
    {
        await using Workshop workshop = await Workshop.OpenAsync();
        await workshop.SpawnAsync();
        workshop.Cloud.Fail("delete:rg-acme", FailureClass.Policy, "ScopeLocked");
        workshop.Registry.Put(workshop.Registry[Samples.ChildId] with { State = PlatformState.Retiring, Cascade = true });
        string id = await RetireStart.EnsureAsync(workshop.Client, new RetireOrder(Samples.ChildId), CancellationToken.None);
        await workshop.EndOfAsync(id);

        await SweepAsync(workshop);

        Assert.Equal(OperationStatus.Failed, (await workshop.EndOfAsync(id)).Status);
    }

    [Fact]
    public async Task Run_MonitorDied_IsStartedAgain()
    {
        await using Workshop workshop = await Workshop.OpenAsync();
        await workshop.SpawnAsync();
        string monitor = OperationIds.Monitor(Samples.ChildId);
        await workshop.Client.TerminateInstanceAsync(monitor, "killed");
        await workshop.Client.WaitForInstanceCompletionAsync(monitor);

        await SweepAsync(workshop);

        Assert.True((await workshop.Client.GetInstanceAsync(monitor))!.IsRunning);
    }

    [Fact]
    public async Task Run_ResourceGone_MonitorPutsItAgain()
    {
        await using Workshop workshop = await Workshop.OpenAsync();
        await workshop.SpawnAsync();
        string store = Samples.Graph.IdOf("store");
        workshop.Cloud.Resources.TryRemove(store, out _);

        await SweepAsync(workshop);

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!workshop.Cloud.Resources.ContainsKey(store)) await Task.Delay(20, limit.Token);
    }

    [Fact]
    public async Task Run_HeardAgain_IsWellAtOnce()
    {
        await using Workshop workshop = await Workshop.OpenAsync();
        await workshop.SpawnAsync();
        PlatformRecord child = workshop.Registry[Samples.ChildId];
        Incident silence = new("NotReporting", "It did not report.", null, Samples.Noon, null, ["Retry"]);
        workshop.Registry.Put(child with
        {
            State = PlatformState.Degraded,
            Health = new PlatformHealth { Status = HealthStatus.Unhealthy, LastHeartbeatAt = TimeProvider.System.GetUtcNow(), Incidents = [silence] },
        });
        Task<PlatformRecord> well = workshop.Registry.WhenAsync(Samples.ChildId, known => known.State == PlatformState.Active);

        await SweepAsync(workshop);

        Assert.NotNull(Assert.Single((await well.WaitAsync(TimeSpan.FromSeconds(30))).Health.Incidents).RepairedAt);
    }

    [Fact]
    public async Task Run_ThisPlatformHasMoved_TellsChildrenOnce()
    {
        await using Workshop workshop = await Workshop.OpenAsync();
        workshop.Registry.Put(Samples.Child(PlatformState.Active));
        await SweepAsync(workshop);
        workshop.Link.Announcements.Clear();

        await SweepAsync(workshop);
        Assert.Empty(workshop.Link.Announcements);

        workshop.Endpoint.Address = new Uri("http://moved.test/");
        await SweepAsync(workshop);
        Assert.Equal("http://moved.test/", Assert.Single(workshop.Link.Announcements).Ancestors[^1].Endpoint);
    }

    private static Task SweepAsync(Workshop workshop) =>
        new HealthSweep(workshop.Registry, workshop.Cloud, Samples.Root, workshop.Announcer, Impatient, TimeProvider.System, NullLogger<HealthSweep>.Instance)
            .RunAsync(workshop.Client, CancellationToken.None);
}
