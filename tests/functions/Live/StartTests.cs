using System.Net;
using Embedded.Host;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Functions.Spawning;

namespace PlatformDeployer.Functions.Tests.Live;

/// <summary>What a machine makes of how it is started.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task Start_OnEveryInterface_IsToldToChildrenAsOneTheyReach()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync("http://0.0.0.0:0");
        Assert.Equal(IPAddress.Loopback.ToString(), machine.Root.Address.Host);
        PlatformView child = await machine.Root.SpawnToActiveAsync("acme");
        PlatformView grandchild = await machine.At(child).SpawnToActiveAsync("labs");
        await Until.TrueAsync(
            async () => (await machine.Root.PlatformsAsync()).Any(platform => platform.Id == grandchild.Id), PlatformClient.Limit, "the report of the grandchild");
    }

    [Fact]
    public async Task Start_OnDataWithNarrowerLimits_HoldsForWhatIsSpawnedFromThenOn()
    {
        var storage = new MemoryStorage();
        await using (LiveMachine before = await LiveMachine.StartAsync(storage)) await before.Root.SpawnToActiveAsync("acme");

        await using LiveMachine machine = await LiveMachine.StartAsync(storage, ("Platform__Root__Limits__Children", "1"), ("Platform__Root__Limits__Depth", "3"));
        LiveAnswer refused = await machine.Root.PostAsync("""{"name":"labs","template":"basic"}""");
        Assert.Equal("children", refused.Problem(ProblemCodes.LimitExceeded).Extensions!["limit"].GetString());
        Assert.Equal(3, (await machine.Root.PlatformAsync("root")).Limits["depth"].Value.GetInt32());
    }

    [Fact]
    public async Task Spawn_InEveryRegionOfTheCatalog_StandsInTheLocalCloud()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync();
        PlatformView[] platforms = await Task.WhenAll(RegionCatalog.Default.Select(region => machine.Root.SpawnToActiveAsync(
            new SpawnPlatformRequest { Name = "in-" + region, Template = "basic", Region = region })));
        Assert.Equal(RegionCatalog.Default, platforms.Select(platform => platform.Region));
    }
}
