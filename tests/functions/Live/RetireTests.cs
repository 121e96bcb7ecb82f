using PlatformDeployer.Contracts.Platforms;

namespace PlatformDeployer.Functions.Tests.Live;

/// <summary>A platform goes with all that stands below it, whether it still answers or not.</summary>
public sealed class RetireTests
{
    [Fact]
    public async Task Retire_CascadeOverALivingSubtree_LeavesNothing()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync();
        string[] before = [.. machine.Resources.Select(resource => resource.Id.ToString()!)];
        PlatformView top = await machine.Root.SpawnToActiveAsync("top");
        PlatformView left = await machine.At(top).SpawnToActiveAsync("left");
        await machine.At(top).SpawnToActiveAsync("right");
        await machine.At(left).SpawnToActiveAsync("leaf");

        await machine.Root.RetireToEndAsync(top.Id, cascade: true);
        AssertNothingLeft(machine, before);
        Assert.Equal(PlatformState.Retired, (await machine.Root.PlatformAsync(top.Id)).State);
        Assert.Equal(["root"], Living(await machine.Root.TreeAsync("root")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Retire_CascadeWhenTheChildIsDead_LeavesNothing(bool hangs)
    {
        // nobody is to bring it back before it is taken down
        await using LiveMachine machine = await LiveMachine.StartAsync(settings: ("Sweep__StaleSeconds", "600"));
        string[] before = [.. machine.Resources.Select(resource => resource.Id.ToString()!)];
        PlatformView top = await machine.Root.SpawnToActiveAsync("top");
        PlatformView kid = await machine.At(top).SpawnToActiveAsync("kid");
        PlatformView leaf = await machine.At(kid).SpawnToActiveAsync("leaf");
        await Until.TrueAsync(
            async () => (await machine.Root.PlatformsAsync()).Any(known => known.Id == leaf.Id && known.State == PlatformState.Active), PlatformClient.Limit, "the whole line at the root");
        if (hangs) machine.ProgramOf(top).Hang();
        else await machine.ProgramOf(top).AbandonAsync();

        await machine.Root.RetireToEndAsync(top.Id, cascade: true);
        AssertNothingLeft(machine, before);
        Assert.Equal(["root"], Living(await machine.Root.TreeAsync("root")));
        PlatformView gone = await machine.Root.PlatformAsync(leaf.Id);
        Assert.Equal((PlatformState.Retired, null, "Unknown"), (gone.State, gone.Endpoint, gone.Health));
    }

    private static void AssertNothingLeft(LiveMachine machine, string[] before)
    {
        Assert.Equal(before, machine.Resources.Select(resource => resource.Id.ToString()!));
        Assert.Empty(machine.Machine.Children);
    }

    private static IEnumerable<string> Living(PlatformTreeNode node) =>
        node.Children.SelectMany(Living).Concat(node.State is PlatformState.Retired or PlatformState.Failed ? [] : [node.Id]);
}
