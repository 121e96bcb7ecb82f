using System.Net;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Contracts.Problems;

namespace PlatformDeployer.Functions.Tests.Live;

/// <summary>A platform whose storage was deleted, and with it all it knew, knows its subtree again when it is healed.</summary>
public sealed class LostDataTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Deleted_DataOfAParent_ItsChildrenAreItsAgain(bool wholeGroup)
    {
        await using LiveMachine machine = await LiveMachine.StartAsync(settings: ("Sweep__LookSeconds", "2"));
        string[] before = [.. machine.Resources.Select(resource => resource.Id.ToString()!)];
        PlatformView top = await machine.Root.SpawnToActiveAsync(
            new SpawnPlatformRequest { Name = "top", Template = "basic", Limits = new LimitsRequest { Children = 2 } });
        PlatformView kid = await machine.At(top).SpawnToActiveAsync("kid");
        PlatformView leaf = await machine.At(kid).SpawnToActiveAsync("leaf");
        await Until.TrueAsync(
            async () => (await machine.Root.PlatformsAsync()).Count(known => known.State == PlatformState.Active) == 4, PlatformClient.Limit, "the whole line at the root");

        await LoseAsync(machine, top, wholeGroup);
        await Until.TrueAsync(
            async () => (await machine.Root.EventsAsync(top.Id)).Any(happened => happened.Type == "platform.restored"), PlatformClient.Limit, "the subtree given back");
        await Until.TrueAsync(
            async () => await machine.Root.HealthAsync(top.Id) is { Status: "Healthy" } health && health.Incidents.All(incident => incident.RepairedAt is not null),
            PlatformClient.Limit,
            "the platform healed");

        // its own tree, its names and its limits are what they were
        top = await machine.Root.PlatformAsync(top.Id);
        PlatformTreeNode tree = await machine.At(top).TreeAsync(top.Id);
        Assert.Equal([kid.Id, leaf.Id], [Assert.Single(tree.Children).Id, Assert.Single(tree.Children[0].Children).Id]);
        (await machine.At(top).PostAsync("""{"name":"kid","template":"basic"}""")).Problem(ProblemCodes.NameTaken);
        PlatformView second = await machine.At(top).SpawnToActiveAsync("second");
        (await machine.At(top).PostAsync("""{"name":"third","template":"basic"}""")).Problem(ProblemCodes.LimitExceeded);

        // it watches and heals them
        await machine.StopSiteAsync(kid);
        await Until.TrueAsync(
            async () => (await machine.At(top).HealthAsync(kid.Id)).Incidents.Any(incident => incident is { Fault: "SiteStopped", RepairedAt: not null }),
            PlatformClient.Limit,
            "the child healed by its parent");

        // and they go with it
        Assert.Equal(HttpStatusCode.OK, (await machine.Root.GetAsync($"platforms/{second.Id}")).Status);
        await machine.Root.RetireToEndAsync(top.Id, cascade: true);
        Assert.Equal(before, machine.Resources.Select(resource => resource.Id.ToString()!));
        Assert.Empty(machine.Machine.Children);
    }

    private static Task LoseAsync(LiveMachine machine, PlatformView platform, bool wholeGroup) => wholeGroup
        ? machine.MeddleAsync(HttpMethod.Delete, $"{LiveMachine.Subscription}/resourceGroups/{platform.ResourceGroup}", "2022-09-01")
        : machine.MeddleAsync(HttpMethod.Delete, LiveMachine.ResourceOf(platform, "storage"), "2023-01-01");
}
