using PlatformDeployer.Contracts.Health;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Orchestrations.Heal;
using PlatformDeployer.Orchestrations.Operations;
using PlatformDeployer.Orchestrations.Retire;
using PlatformDeployer.Orchestrations.Tests.Fakes;

namespace PlatformDeployer.Orchestrations.Tests.Retire;

public sealed class RetirePlatformOrchestratorTests
{
    private static readonly PlatformId GreatGrandchild = PlatformId.Parse("pgreat");

    [Fact]
    public async Task Retire_NoChildren_LeavesNothing()
    {
        await using Workshop workshop = await SpawnedAsync();

        OperationProgress end = await workshop.RetireAsync();

        Assert.Equal((OperationStatus.Succeeded, 100), (end.Status, end.Percent));
        Assert.Empty(workshop.Cloud.Groups);
        Assert.Equal(PlatformState.Retired, workshop.Registry[Samples.ChildId].State);
        Assert.Equal([Samples.ChildId], workshop.Registry.Released);
        Assert.Contains(workshop.Link.Spawning, told => !told.Enabled);
        Assert.Null(await workshop.Client.GetInstanceAsync(OperationIds.Monitor(Samples.ChildId)));
    }

    [Fact]
    public async Task Retire_DescendantsAndTheChildAnswers_ItRetiresItsOwnFirst()
    {
        await using Workshop workshop = await SpawnedAsync();
        int asked = 0;
        workshop.Link.Children = _ => [Samples.View(Samples.GrandchildId, "west")];
        workshop.Link.Retire = id =>
        {
            Assert.Equal(Samples.GrandchildId, id);
            Assert.NotEmpty(workshop.Cloud.Groups);
            return Interlocked.Increment(ref asked) < 3 ? "retire-" + id.Value : null;
        };

        OperationProgress end = await workshop.RetireAsync();

        Assert.Equal(OperationStatus.Succeeded, end.Status);
        Assert.Equal(3, asked);
        Assert.Empty(workshop.Cloud.Groups);
    }

    [Fact]
    public async Task Retire_NoneBelowAnswers_StopsThemFromTheTopAndDeletesTheDeepestFirst()
    {
        await using Workshop workshop = await SpawnedAsync();
        workshop.Link.Readiness = Dead;
        workshop.AddBelow(Samples.GrandchildId, "/root/acme/west", Samples.ChildId, "rg-west");
        workshop.AddBelow(GreatGrandchild, "/root/acme/west/inner", Samples.GrandchildId, "rg-inner");

        OperationProgress end = await workshop.RetireAsync();

        Assert.Equal(OperationStatus.Succeeded, end.Status);
        Assert.Equal(["stop rg-acme", "stop rg-west", "delete rg-inner", "delete rg-west", "delete rg-acme"], Removals(workshop));
        Assert.All([Samples.GrandchildId, GreatGrandchild], id => Assert.Equal((PlatformState.Retired, null), (workshop.Registry[id].State, workshop.Registry[id].Endpoint)));
    }

    [Fact]
    public async Task Retire_TheChildIsDeadButAGrandchildAnswers_TheGrandchildRetiresItsOwnBeforeItGoes()
    {
        await using Workshop workshop = await SpawnedAsync();
        var west = new Uri("http://west.test/");
        workshop.Link.Readiness = endpoint => endpoint == west ? Workshop.Ready with { PlatformId = Samples.GrandchildId.Value } : Dead(endpoint);
        workshop.Link.Children = endpoint => endpoint == west ? [Samples.View(GreatGrandchild, "inner")] : [];
        workshop.AddBelow(Samples.GrandchildId, "/root/acme/west", Samples.ChildId, "rg-west", west.ToString());

        OperationProgress end = await workshop.RetireAsync();

        Assert.Equal(OperationStatus.Succeeded, end.Status);
        Assert.Equal([(west, GreatGrandchild)], workshop.Link.Retirements);
        Assert.Contains((west, false), workshop.Link.Spawning);
        Assert.Equal(["stop rg-acme", "delete rg-west", "delete rg-acme"], Removals(workshop));
    }

    [Fact]
    public async Task Retire_AnotherPlatformAnswersAtTheAddress_IsNotAskedForTheChildren()
    {
        await using Workshop workshop = await SpawnedAsync();
        workshop.Link.Readiness = _ => Workshop.Ready with { PlatformId = "pother" };
        workshop.AddBelow(Samples.GrandchildId, "/root/acme/west", Samples.ChildId, "rg-west");

        OperationProgress end = await workshop.RetireAsync();

        Assert.Equal(OperationStatus.Succeeded, end.Status);
        Assert.Equal(["stop rg-acme", "delete rg-west", "delete rg-acme"], Removals(workshop));
    }

    [Fact]
    public async Task Retire_ChildHasLostItsMemory_RemovesWhatTheRegistryKnows()
    {
        await using Workshop workshop = await SpawnedAsync();
        workshop.AddBelow(Samples.GrandchildId, "/root/acme/west", Samples.ChildId, "rg-west");

        OperationProgress end = await workshop.RetireAsync();

        Assert.Equal(OperationStatus.Succeeded, end.Status);
        Assert.Empty(workshop.Cloud.Groups);
        Assert.Equal(["west"], end.Stages.Single(stage => stage.Name == RetireStages.Descendants).Steps.Select(step => step.Name));
    }

    [Fact]
    public async Task Retire_ProgramBelowCannotBeStopped_Fails()
    {
        await using Workshop workshop = await SpawnedAsync();
        workshop.Link.Readiness = Dead;
        workshop.Cloud.Fail("stop:rg-acme", FailureClass.Policy, "ScopeLocked");
        workshop.AddBelow(Samples.GrandchildId, "/root/acme/west", Samples.ChildId, "rg-west");

        OperationProgress end = await workshop.RetireAsync();

        Assert.Equal((OperationStatus.Failed, "ScopeLocked"), (end.Status, end.Error!.Code));
        Assert.Contains("rg-west", workshop.Cloud.Groups.Keys);
    }

    [Fact]
    public async Task Retire_NotCascadingAndAChildCameMeanwhile_ThePlatformStaysAsItWas()
    {
        await using Workshop workshop = await SpawnedAsync();
        workshop.Link.Children = _ => [Samples.View(Samples.GrandchildId, "late")];

        OperationProgress end = await workshop.RetireAsync(cascade: false);

        Assert.Equal((OperationStatus.Failed, "HasChildren"), (end.Status, end.Error!.Code));
        Assert.Contains("late", end.Error.Message, StringComparison.Ordinal);
        Assert.Equal(PlatformState.Active, workshop.Registry[Samples.ChildId].State);
        Assert.Empty(Removals(workshop));
        Assert.Empty(workshop.Link.Retirements);
        Assert.True(workshop.Link.Spawning.Last().Enabled);
        Assert.NotNull(await workshop.Client.GetInstanceAsync(OperationIds.Monitor(Samples.ChildId)));
    }

    [Fact]
    public async Task Retire_TheChildCannotRetireItsOwn_FailsWithItsReasonAndTouchesNothing()
    {
        await using Workshop workshop = await SpawnedAsync();
        workshop.Link.Children = _ => [Samples.View(Samples.GrandchildId, "west")];
        workshop.Link.Retire = OperationIds.Retire;
        workshop.Link.Operation = id => Samples.FailedOperation(id, "ScopeLocked");

        OperationProgress end = await workshop.RetireAsync();

        Assert.Equal((OperationStatus.Failed, "ScopeLocked"), (end.Status, end.Error!.Code));
        Assert.Empty(Removals(workshop));
    }

    [Fact]
    public async Task Retire_ChildAdmittedWhileTheOthersGo_GoesToo()
    {
        await using Workshop workshop = await SpawnedAsync();
        var standing = new List<PlatformView> { Samples.View(Samples.GrandchildId, "west") };
        workshop.Link.Children = _ => [.. standing];
        workshop.Link.Retire = id =>
        {
            standing.RemoveAll(child => child.Id == id.Value);
            if (id == Samples.GrandchildId) standing.Add(Samples.View(GreatGrandchild, "late"));
            return null;
        };

        OperationProgress end = await workshop.RetireAsync();

        Assert.Equal(OperationStatus.Succeeded, end.Status);
        Assert.Equal([Samples.GrandchildId, GreatGrandchild], workshop.Link.Retirements.Select(retirement => retirement.Child));
    }

    [Fact]
    public async Task Retire_ChildrenComeAgainAndAgain_FailsAndLeavesThePlatformStanding()
    {
        await using Workshop workshop = await SpawnedAsync();
        int made = 0;
        workshop.Link.Children = _ => [Samples.View(PlatformId.Parse($"pnew{Interlocked.Increment(ref made)}"), "again")];

        OperationProgress end = await workshop.RetireAsync();

        Assert.Equal((OperationStatus.Failed, "StillSpawning"), (end.Status, end.Error!.Code));
        Assert.Contains("rg-acme", workshop.Cloud.Groups.Keys);
        Assert.Empty(Removals(workshop));
    }

    [Fact]
    public async Task Retire_MonitorIsRepairing_TheRepairEndsBeforeAnythingIsDeleted()
    {
        await using Workshop workshop = await SpawnedAsync();
        TaskCompletionSource repairing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Assert.True(workshop.Cloud.Resources.TryRemove(Samples.Graph.IdOf("store"), out _));
        workshop.Cloud.BeforePut = async _ =>
        {
            repairing.TrySetResult();
            await go.Task;
        };
        await MonitorStart.WakeAsync(workshop.Client, Samples.ChildId, "test", CancellationToken.None);
        await repairing.Task.WaitAsync(TimeSpan.FromSeconds(30));

        Task<OperationProgress> retired = workshop.RetireAsync();
        await workshop.Registry.WhenAsync(Samples.ChildId, platform => platform.State == PlatformState.Retiring);
        Assert.Empty(Removals(workshop));
        go.SetResult();

        Assert.Equal(OperationStatus.Succeeded, (await retired).Status);
        Assert.StartsWith("delete ", workshop.Cloud.Requests.Last(), StringComparison.Ordinal);
        Assert.Empty(workshop.Cloud.Resources);
    }

    [Fact]
    public async Task Retire_GroupIsLocked_FailsAndCanBeAskedAgain()
    {
        await using Workshop workshop = await SpawnedAsync();
        workshop.Cloud.Fail("delete:rg-acme", FailureClass.Policy, "ScopeLocked");

        OperationProgress failed = await workshop.RetireAsync();
        OperationProgress again = await workshop.RetireAsync();

        Assert.Equal((OperationStatus.Failed, "ScopeLocked"), (failed.Status, failed.Error!.Code));
        Assert.Equal(OperationStatus.Succeeded, again.Status);
    }

    private static async Task<Workshop> SpawnedAsync()
    {
        Workshop workshop = await Workshop.OpenAsync();
        await workshop.SpawnAsync();
        return workshop;
    }

    private static ReadinessView Dead(Uri endpoint) => throw new PlatformLinkException(LinkFailure.Refused, $"Nobody listens at {endpoint}.");

    private static IEnumerable<string> Removals(Workshop workshop) =>
        workshop.Cloud.Requests.Where(request => request.StartsWith("delete ", StringComparison.Ordinal) || request.StartsWith("stop ", StringComparison.Ordinal));
}
