using System.Net;
using PlatformDeployer.Contracts.Health;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;

namespace PlatformDeployer.Functions.Tests.Live;

/// <summary>One call spawns a child that really runs.</summary>
public sealed class SpawnTests
{
    private static readonly string[] Stages = ["validate", "provision", "deploy", "integrate", "activate"];

    [Fact]
    public async Task Spawn_Basic_AdvancesThroughItsStagesAndRuns()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync();
        LiveAnswer answer = await machine.Root.PostAsync("""{"name":"acme","template":"basic"}""");
        PlatformAccepted accepted = answer.Read<PlatformAccepted>(HttpStatusCode.Accepted);
        Assert.Equal($"{machine.Root.Address}api/operations/{accepted.OperationId}", answer.Headers.GetValues("Operation-Location").Single());
        Assert.Equal($"{machine.Root.Address}api/platforms/{accepted.PlatformId}", answer.Headers.Location!.ToString());
        Assert.NotNull(answer.Headers.RetryAfter);

        List<OperationView> seen = [];
        await Until.TrueAsync(
            async () =>
            {
                seen.Add(await machine.Root.OperationAsync(accepted.OperationId));
                return seen[^1].Status is OperationStatus.Succeeded or OperationStatus.Failed;
            },
            PlatformClient.Limit,
            "the end of the spawn");

        OperationView end = seen[^1];
        Assert.True(end.Status == OperationStatus.Succeeded, $"{end.Error}");
        Assert.Equal(100, end.Percent);
        Assert.Equal(Stages, end.Stages.Select(stage => stage.Name));
        Assert.All(end.Stages, stage => Assert.Equal(StepStatus.Succeeded, stage.Status));
        Assert.All(end.Stages.SelectMany(stage => stage.Steps), step => Assert.Equal(StepStatus.Succeeded, step.Status));
        Assert.Equal(end.Stages.Select(stage => stage.StartedAt), end.Stages.Select(stage => stage.StartedAt).Order());
        Assert.Equal(seen.Select(view => view.Percent), seen.Select(view => view.Percent).Order());
        Assert.Contains(seen, view => view.Status is OperationStatus.Pending or OperationStatus.Running);

        PlatformView platform = await machine.Root.PlatformAsync(accepted.PlatformId);
        Assert.Equal(PlatformState.Active, platform.State);
        Assert.Equal("/root/acme", platform.Path);
        ReadinessView ready = (await machine.At(platform).GetAsync("health/ready")).Read<ReadinessView>();
        Assert.Equal((platform.Id, "/root/acme", "ok"), (ready.PlatformId, ready.Path, ready.Status));
        Assert.NotEqual(machine.Root.Address, new Uri(platform.Endpoint!));
        Assert.All(platform.Resources, resource => Assert.Equal(1, machine.Machine.ResourceManager.CreationsOf(resource.Id)));
    }

    [Fact]
    public async Task Spawn_Soulfra_BringsUpAllElevenTiers()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync();
        PlatformView platform = await machine.Root.SpawnToActiveAsync("soul", "soulfra");
        Assert.Equal(Enumerable.Range(0, 11).Select(depth => -depth), platform.Tiers.Select(tier => tier.Level));
        Assert.Equal(11, platform.Tiers.Select(tier => tier.Service).Distinct(StringComparer.Ordinal).Count());
        Assert.All(platform.Tiers, tier => Assert.NotEmpty(tier.Resources));

        HashSet<string> standing = [.. machine.Machine.ResourceManager.ResourcesIn($"{LiveMachine.Subscription}/resourceGroups/{platform.ResourceGroup}").Select(resource => resource.Id.ToString()!.ToUpperInvariant())];
        Assert.All(platform.Resources.Where(resource => resource.Key != "package"), resource => Assert.Contains(resource.Id.ToUpperInvariant(), standing));
        (await machine.At(platform).GetAsync("health/ready")).Read<ReadinessView>();

        OperationView spawn = await machine.Root.OperationAsync($"spawn-{platform.Id}");
        Assert.Equal(
            Enumerable.Range(0, 11).Select(depth => $"health of tier {-depth}").Order(StringComparer.Ordinal),
            spawn.Stages.Single(stage => stage.Name == "activate").Steps.Select(step => step.Name).Where(name => name.StartsWith("health", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }
}
