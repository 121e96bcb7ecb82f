using System.Net.Sockets;
using PlatformDeployer.Contracts.Health;
using PlatformDeployer.Contracts.Platforms;

namespace PlatformDeployer.Functions.Tests.Live;

/// <summary>A platform that starts again at another address is found there by its children, and by theirs.</summary>
public sealed class MovedPlatformTests
{
    [Fact]
    public async Task Moved_Root_LearnsOfGrandchildrenAndHeartbeatsAsBefore()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync();
        PlatformView child = await machine.Root.SpawnToActiveAsync("child");
        PlatformView old = await machine.Root.PlatformAsync("root");
        await machine.MoveRootAsync();
        PlatformView moved = await machine.Root.PlatformAsync("root");
        Assert.NotEqual(old.Endpoint, moved.Endpoint);

        DateTimeOffset started = TimeProvider.System.GetUtcNow();
        await HeardAsync(machine.Root, child.Id, started);
        child = await machine.Root.PlatformAsync(child.Id);
        PlatformView kid = await machine.At(child).SpawnToActiveAsync("kid");
        await KnownAsync(machine.Root, kid);

        // the address is passed on down, and answered to whoever asks
        await Until.TrueAsync(
            async () => (await machine.At(kid).AncestorsAsync(kid.Id)).Select(ancestor => ancestor.Endpoint).SequenceEqual([moved.Endpoint, child.Endpoint]),
            PlatformClient.Limit,
            "the grandchild to know where its ancestors are");
        Assert.Equal(moved.Endpoint, Assert.Single(await machine.At(child).AncestorsAsync(child.Id)).Endpoint);
    }

    [Fact]
    public async Task Moved_HealedChild_IsReportedToAtItsNewAddress()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync();
        PlatformView child = await machine.Root.SpawnToActiveAsync("child");
        PlatformView kid = await machine.At(child).SpawnToActiveAsync("kid");
        await machine.ProgramOf(child).AbandonAsync();
        using Socket occupied = LiveMachine.Occupy(new Uri(child.Endpoint!).Port);

        PlatformView moved = await Until.ValueAsync(
            () => machine.Root.PlatformAsync(child.Id), seen => seen.Endpoint != child.Endpoint, PlatformClient.Limit, "the child at another address");
        await Until.TrueAsync(
            async () => (await machine.Root.HealthAsync(child.Id)).Status == "Healthy", PlatformClient.Limit, "the child well again");
        await HeardAsync(machine.At(moved), kid.Id, TimeProvider.System.GetUtcNow());
        PlatformView leaf = await machine.At(kid).SpawnToActiveAsync("leaf");
        await KnownAsync(machine.Root, leaf);
    }

    private static Task<PlatformHealthView> HeardAsync(PlatformClient parent, string id, DateTimeOffset since) =>
        Until.ValueAsync(() => parent.HealthAsync(id), seen => seen.LastHeartbeatAt > since, PlatformClient.Limit, $"a heartbeat of {id}");

    private static Task KnownAsync(PlatformClient ancestor, PlatformView platform) => Until.TrueAsync(
        async () => (await ancestor.PlatformsAsync()).Any(known => known.Id == platform.Id && known.State == PlatformState.Active),
        PlatformClient.Limit,
        $"{platform.Path} to be known above");
}
