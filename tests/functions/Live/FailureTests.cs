using System.Net;
using Embedded.ResourceManager.Profiles;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Contracts.Problems;

namespace PlatformDeployer.Functions.Tests.Live;

/// <summary>A spawn that cannot be, or is not wanted any more, leaves nothing and its name is free again.</summary>
public sealed class FailureTests
{
    /// <summary>One whose operation says why it failed; others only show a resource that failed.</summary>
    private const string NetworkType = "Microsoft.Network/virtualNetworks";

    /// <summary>Slow enough that a spawn can be met midway.</summary>
    private static readonly ResourceManagerProfile Slow = new()
    {
        Name = "slow",
        LatencyMilliseconds = new DurationRange(2, 5, 10),
        Timings = [new TypeTiming { Type = "*", Create = new DurationRange(200, 300, 400), Delete = new DurationRange(50, 100, 150), RetryAfterMilliseconds = 50 }],
    };

    [Fact]
    public async Task Cancel_Midway_LeavesNothingAndFreesTheName()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync(Slow);
        string[] before = [.. machine.Resources.Select(resource => resource.Id.ToString()!)];
        PlatformAccepted accepted = await machine.Root.SpawnAsync("acme");
        await Until.TrueAsync(() => Task.FromResult(machine.Resources.Count >= before.Length + 4), PlatformClient.Limit, "some resources");

        LiveAnswer answer = await machine.Root.SendAsync(HttpMethod.Post, $"operations/{accepted.OperationId}/cancel");
        answer.Read<PlatformAccepted>(HttpStatusCode.Accepted);
        OperationView end = await machine.Root.EndOfAsync(accepted.OperationId);
        Assert.Equal(OperationStatus.Canceled, end.Status);
        Assert.Null(end.Error);
        AssertNothingLeft(machine, before);
        await machine.Root.SpawnToActiveAsync("acme");
    }

    [Fact]
    public async Task Retire_WhileItIsSpawned_CancelsTheSpawn()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync(Slow);
        string[] before = [.. machine.Resources.Select(resource => resource.Id.ToString()!)];
        PlatformAccepted accepted = await machine.Root.SpawnAsync("acme");
        await Until.TrueAsync(() => Task.FromResult(machine.Resources.Count >= before.Length + 4), PlatformClient.Limit, "some resources");

        Assert.Equal(accepted, await machine.Root.RetireAsync(accepted.PlatformId));
        Assert.Equal(OperationStatus.Canceled, (await machine.Root.EndOfAsync(accepted.OperationId)).Status);
        AssertNothingLeft(machine, before);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Spawn_WhereAResourceCannotBe_SaysWhatWhereAndWhyAndFreesTheName(bool failsAtItsEnd)
    {
        await using LiveMachine machine = await LiveMachine.StartAsync();
        string[] before = [.. machine.Resources.Select(resource => resource.Id.ToString()!)];
        machine.Machine.ResourceManager.Faults.Rules =
            [new FaultRule { Kind = failsAtItsEnd ? FaultKind.OperationFails : FaultKind.Status, Type = NetworkType, Methods = ["PUT"], Status = 400, Code = "SkuNotAvailable", Message = "The sku is not sold here." }];
        PlatformAccepted accepted = await machine.Root.SpawnAsync("acme");
        OperationView end = await machine.Root.EndOfAsync(accepted.OperationId);
        Assert.Equal(OperationStatus.Failed, end.Status);
        OperationErrorView error = end.Error!;
        Assert.Equal(("SkuNotAvailable", "provision"), (error.Code, error.Stage));
        Assert.Contains("The sku is not sold here.", error.Message, StringComparison.Ordinal);
        Assert.Contains(NetworkType, error.Target, StringComparison.OrdinalIgnoreCase);
        Assert.NotEqual(FailureClass.Transient, error.Class);
        Assert.NotEmpty(error.NextStep);
        Assert.Contains(end.Stages.Single(stage => stage.Name == "provision").Steps, step => step.Status == StepStatus.Failed);
        AssertNothingLeft(machine, before);

        PlatformView failed = await machine.Root.PlatformAsync(accepted.PlatformId);
        Assert.Equal(PlatformState.Failed, failed.State);
        Assert.Contains("The sku is not sold here.", failed.FailureReason, StringComparison.Ordinal);

        machine.Machine.ResourceManager.Faults.Rules = [];
        PlatformView again = await machine.Root.SpawnToActiveAsync("acme");
        Assert.NotEqual(failed.Id, again.Id);
        (await machine.Root.PostAsync("""{"name":"acme","template":"basic"}""")).Problem(ProblemCodes.NameTaken);
    }

    private static void AssertNothingLeft(LiveMachine machine, string[] before)
    {
        Assert.Equal(before, machine.Resources.Select(resource => resource.Id.ToString()!));
        Assert.Empty(machine.Machine.Children);
    }
}
