using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Orchestrations.Operations;
using PlatformDeployer.Orchestrations.Spawn;
using PlatformDeployer.Orchestrations.Tests.Fakes;

namespace PlatformDeployer.Orchestrations.Tests.Spawn;

public sealed class SpawnPlatformOrchestratorTests
{
    [Fact]
    public async Task Spawn_NothingFails_EndsActiveWithEveryStepDone()
    {
        await using Workshop workshop = await Workshop.OpenAsync();

        OperationProgress end = await workshop.SpawnAsync();

        Assert.Equal(OperationStatus.Succeeded, end.Status);
        Assert.Equal(100, end.Percent);
        Assert.All(end.Stages, stage => Assert.Equal(StepStatus.Succeeded, stage.Status));
        Assert.All(end.Stages.SelectMany(stage => stage.Steps), step => Assert.Equal(StepStatus.Succeeded, step.Status));
        Assert.Equal((PlatformState.Active, HealthStatus.Healthy), (workshop.Registry[Samples.ChildId].State, workshop.Registry[Samples.ChildId].Health.Status));
        Assert.Equal("http://child.test/", workshop.Registry[Samples.ChildId].Endpoint);
        Assert.Contains(workshop.Link.Spawning, told => told.Enabled);
    }

    [Fact]
    public async Task Spawn_TierDependsOnDeeperTier_DeploysDeeperTierFirst()
    {
        await using Workshop workshop = await Workshop.OpenAsync();

        await workshop.SpawnAsync();

        List<string> requests = [.. workshop.Cloud.Requests];
        Assert.True(requests.IndexOf(Put("store")) < requests.IndexOf(Put("job")));
        Assert.True(requests.IndexOf(Put("job")) < requests.IndexOf(Put("package")));
        Assert.True(requests.IndexOf(Put("identity")) < requests.IndexOf(Put("site")));
    }

    [Fact]
    public async Task Spawn_LongRunningPuts_PolledUntilTheyStand()
    {
        await using Workshop workshop = await Workshop.OpenAsync();
        workshop.Cloud.PollsPerPut = 3;

        OperationProgress end = await workshop.SpawnAsync();

        Assert.Equal(OperationStatus.Succeeded, end.Status);
        Assert.Equal(Samples.Graph.Nodes.Count, workshop.Cloud.Requests.Count(request => request.StartsWith("put ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Spawn_PassingFailures_TriedAgain()
    {
        await using Workshop workshop = await Workshop.OpenAsync();
        workshop.Cloud.Fail("/store", FailureClass.Transient, "TooManyRequests");
        workshop.Cloud.Fail("/store", FailureClass.Transient, "ServiceUnavailable");

        OperationProgress end = await workshop.SpawnAsync();

        Assert.Equal(OperationStatus.Succeeded, end.Status);
        Assert.Equal(3, workshop.Cloud.Requests.Count(request => request == Put("store")));
    }

    [Theory]
    [InlineData(FailureClass.Permanent, "InvalidParameter")]
    [InlineData(FailureClass.Policy, "RequestDisallowedByPolicy")]
    [InlineData(FailureClass.Quota, "QuotaExceeded")]
    public async Task Spawn_LastingFailure_UndoneAndExplained(FailureClass kind, string code)
    {
        await using Workshop workshop = await Workshop.OpenAsync();
        workshop.Cloud.Fail("/site", kind, code);

        OperationProgress end = await workshop.SpawnAsync();

        Assert.Equal(OperationStatus.Failed, end.Status);
        Assert.Equal((code, kind, SpawnStages.Provision), (end.Error!.Code, end.Error.Class, end.Error.Stage));
        Assert.NotEmpty(end.Error.NextStep);
        Assert.Empty(workshop.Cloud.Groups);
        Assert.Empty(workshop.Cloud.Resources);
        Assert.Equal(PlatformState.Failed, workshop.Registry[Samples.ChildId].State);
        Assert.Equal([Samples.ChildId], workshop.Registry.Released);
    }

    [Fact]
    public async Task Spawn_ResourceOfALaterStageFailsFirst_ItsStageIsTheOneThatFailed()
    {
        await using Workshop workshop = await Workshop.OpenAsync();
        TaskCompletionSource jobAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        workshop.Cloud.Fail("/job", FailureClass.Permanent, "InvalidParameter");
        workshop.Cloud.BeforePut = async id =>
        {
            if (id.EndsWith("/job", StringComparison.Ordinal)) jobAsked.TrySetResult();
            if (id.EndsWith("/identity", StringComparison.Ordinal)) await jobAsked.Task;
        };

        OperationProgress end = await workshop.SpawnAsync();

        Assert.Equal(SpawnStages.Deploy, end.Error!.Stage);
        StageView deploy = end.Stages.Single(stage => stage.Name == SpawnStages.Deploy);
        Assert.Equal(StepStatus.Failed, deploy.Status);
        Assert.Equal(StepStatus.Failed, deploy.Steps.Single(step => step.Name == "job").Status);
    }

    [Fact]
    public async Task Spawn_GroupCannotBeDeleted_NameStaysTakenAndSaysSo()
    {
        await using Workshop workshop = await Workshop.OpenAsync();
        workshop.Cloud.Fail("/site", FailureClass.Permanent, "InvalidParameter");
        workshop.Cloud.Fail("delete:rg-acme", FailureClass.Policy, "ScopeLocked");

        OperationProgress end = await workshop.SpawnAsync();

        Assert.Equal(OperationStatus.Failed, end.Status);
        Assert.Equal(("InvalidParameter", SpawnStages.Provision), (end.Error!.Code, end.Error.Stage));
        Assert.Contains("ScopeLocked", end.Error.Message, StringComparison.Ordinal);
        Assert.Contains("delete the platform", end.Error.NextStep, StringComparison.Ordinal);
        Assert.True(workshop.Registry[Samples.ChildId].HasLeftovers);
        Assert.Empty(workshop.Registry.Released);
        Assert.Contains(workshop.Registry.Events, happened => happened.Type == "platform.leftover");
    }

    [Fact]
    public async Task Spawn_CancelledMidway_UndoneAndCanceled()
    {
        await using Workshop workshop = await Workshop.OpenAsync();
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        workshop.Cloud.BeforePut = async id =>
        {
            if (!id.EndsWith("/identity", StringComparison.Ordinal)) return;
            reached.TrySetResult();
            await go.Task;
        };

        OperationProgress end = await workshop.SpawnAsync(async _ =>
        {
            await reached.Task;
            await SpawnStart.CancelAsync(workshop.Client, Samples.ChildId, CancellationToken.None);
            go.SetResult();
        });

        Assert.Equal(OperationStatus.Canceled, end.Status);
        Assert.Empty(workshop.Cloud.Groups);
        Assert.DoesNotContain(Put("package"), workshop.Cloud.Requests);
        Assert.Equal(PlatformState.Failed, workshop.Registry[Samples.ChildId].State);
    }

    [Fact]
    public async Task Spawn_CancelledAfterTheChildWasAllowedToSpawn_WhatItSpawnedGoesFirst()
    {
        await using Workshop workshop = await Workshop.OpenAsync();
        workshop.Link.Children = _ => [Samples.View(Samples.GrandchildId, "early")];
        TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        workshop.Link.SpawningFailure = enabled =>
        {
            if (enabled) told.TrySetResult();
            return enabled ? LinkFailure.Timeout : null;
        };
        workshop.Link.Retire = _ =>
        {
            Assert.NotEmpty(workshop.Cloud.Groups);
            return null;
        };

        OperationProgress end = await workshop.SpawnAsync(async _ =>
        {
            await told.Task;
            await SpawnStart.CancelAsync(workshop.Client, Samples.ChildId, CancellationToken.None);
        });

        Assert.Equal(OperationStatus.Canceled, end.Status);
        Assert.Equal([Samples.GrandchildId], workshop.Link.Retirements.Select(retirement => retirement.Child));
        Assert.Empty(workshop.Cloud.Groups);
    }

    [Fact]
    public async Task Spawn_CancelWishWrittenWhenTheLastStepRuns_IsHeldThoughNobodyTellsTheOrchestration()
    {
        await using Workshop workshop = await Workshop.OpenAsync();
        workshop.Link.SpawningFailure = enabled =>
        {
            if (enabled) workshop.Registry.Put(workshop.Registry[Samples.ChildId] with { CancelAsked = true });
            return null;
        };

        OperationProgress end = await workshop.SpawnAsync();

        Assert.Equal(OperationStatus.Canceled, end.Status);
        Assert.Empty(workshop.Cloud.Groups);
        Assert.Equal(PlatformState.Failed, workshop.Registry[Samples.ChildId].State);
    }

    [Fact]
    public async Task Spawn_RunAgainWhileItWasBeingUndone_GoesOnUndoingAndKeepsTheReason()
    {
        await using Workshop workshop = await Workshop.OpenAsync();
        workshop.Registry.Put(Samples.Child(PlatformState.Deploying) with { Undoing = Samples.Error("QuotaExceeded") });
        workshop.Cloud.Groups["rg-acme"] = true;

        OperationProgress end = await workshop.EndOfAsync(await SpawnStart.EnsureAsync(workshop.Client, Samples.ChildId, CancellationToken.None));

        Assert.Equal((OperationStatus.Failed, "QuotaExceeded"), (end.Status, end.Error!.Code));
        Assert.Empty(workshop.Cloud.Groups);
        Assert.DoesNotContain(workshop.Cloud.Requests, request => request.StartsWith("put ", StringComparison.Ordinal));
        Assert.Equal(PlatformState.Failed, workshop.Registry[Samples.ChildId].State);
    }

    [Fact]
    public async Task Spawn_ChildAnswersLate_WaitedFor()
    {
        await using Workshop workshop = await Workshop.OpenAsync();
        int asked = 0;
        workshop.Link.Readiness = _ => Interlocked.Increment(ref asked) < 3 ? throw new PlatformLinkException(LinkFailure.Refused, "not yet") : Workshop.Ready;

        OperationProgress end = await workshop.SpawnAsync();

        Assert.Equal(OperationStatus.Succeeded, end.Status);
        Assert.True(asked >= 3);
    }

    [Fact]
    public async Task Spawn_AnotherPlatformAnswers_FailsAndIsUndone()
    {
        await using Workshop workshop = await Workshop.OpenAsync();
        workshop.Link.Readiness = _ => Workshop.Ready with { PlatformId = "pstranger" };

        OperationProgress end = await workshop.SpawnAsync();

        Assert.Equal((OperationStatus.Failed, "WrongPlatform"), (end.Status, end.Error!.Code));
        Assert.Empty(workshop.Cloud.Groups);
    }

    [Fact]
    public async Task Spawn_StartedTwice_IsOne()
    {
        await using Workshop workshop = await Workshop.OpenAsync();

        OperationProgress end = await workshop.SpawnAsync(id => Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => SpawnStart.EnsureAsync(workshop.Client, Samples.ChildId, CancellationToken.None))));

        Assert.Equal(OperationStatus.Succeeded, end.Status);
        Assert.Equal(1, workshop.Cloud.Requests.Count(request => request == Put("store")));
    }

    private static string Put(string key) => "put " + Samples.Graph.IdOf(key);
}
