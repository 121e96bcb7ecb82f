using System.Text.Json;
using Embedded.ResourceManager.Profiles;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Contracts.Problems;

namespace PlatformDeployer.Functions.Tests.Live;

/// <summary>A platform spawns a platform that spawns a platform.</summary>
public sealed class LineageTests
{
    private const int Generations = 12;
    private const int Breadth = 5;
    private const int RetentionSeconds = 2;

    [Fact]
    public async Task Spawn_TwelveGenerations_EachByItsParentAndTheThirteenthRefused()
    {
        await using LiveMachine machine = await LiveMachine.StartAsync(settings: ("Platform__Root__Limits__Depth", "12"));
        List<PlatformView> chain = [];
        PlatformClient parent = machine.Root;
        for (int generation = 1; generation <= Generations; generation++)
        {
            PlatformView platform = await parent.SpawnToActiveAsync($"gen{generation:D2}");
            Assert.Equal(generation, platform.Generation);
            chain.Add(platform);
            parent = machine.At(platform);
        }

        PlatformTreeNode tree = await Until.ValueAsync(
            () => machine.Root.TreeAsync("root"), root => Flatten(root).Count(IsActive) == Generations + 1, PlatformClient.Limit, "the whole chain in the root's tree");
        Assert.Equal(chain.Select(platform => platform.Id).Prepend("root"), Flatten(tree).Select(node => node.Id));

        string[] above = [.. chain.Take(Generations - 1).Select(platform => platform.Path).Prepend("/root")];
        Assert.Equal(Generations, above.Length);
        Assert.Equal(above, (await parent.AncestorsAsync(chain[^1].Id)).Select(ancestor => ancestor.Path));
        Assert.Equal(above, (await machine.Root.AncestorsAsync(chain[^1].Id)).Select(ancestor => ancestor.Path));

        int resources = machine.Resources.Count;
        ProblemView problem = (await parent.PostAsync("""{"name":"gen13","template":"basic"}""")).Problem(ProblemCodes.LimitExceeded);
        IDictionary<string, JsonElement> says = problem.Extensions!;
        Assert.Equal(("depth", "/root", 12), (says["limit"].GetString(), says["owner"].GetString(), says["value"].GetInt32()));
        Assert.Equal(resources, machine.Resources.Count);
        Assert.Equal(Generations, machine.Machine.Children.Count);
    }

    [Fact]
    public async Task Spawn_FiveByFiveByFive_AllRunAndAllGoLeavingNothing()
    {
        // what a machine holds that never spawned
        await using LiveMachine idle = await StartForgetfulAsync();
        await using LiveMachine machine = await StartForgetfulAsync();
        string[] before = [.. machine.Resources.Select(resource => resource.Id.ToString()!)];

        PlatformView[] first = await SpawnAllAsync([machine.Root]);
        PlatformView[] second = await SpawnAllAsync([.. first.Select(machine.At)]);
        PlatformView[] third = await SpawnAllAsync([.. second.Select(machine.At)]);
        PlatformView[] all = [.. first, .. second, .. third];
        Assert.Equal(155, all.Length);
        Assert.Equal(155, machine.Machine.Children.Count);

        PlatformTreeNode tree = await Until.ValueAsync(
            () => machine.Root.TreeAsync("root"), root => Flatten(root).Count(IsActive) == 156, PlatformClient.Limit, "all 155 active in the root's tree");
        Assert.Equal(all.Select(platform => platform.Id).Append("root").Order(StringComparer.Ordinal), Flatten(tree).Select(node => node.Id).Order(StringComparer.Ordinal));
        Assert.All(first, platform => Assert.Equal(31, Flatten(tree.Children.Single(child => child.Id == platform.Id)).Count()));

        await Task.WhenAll(first.Select(platform => machine.Root.RetireToEndAsync(platform.Id, cascade: true)));
        Assert.Equal(before, machine.Resources.Select(resource => resource.Id.ToString()!));
        Assert.Empty(machine.Machine.Children);

        await Until.TrueAsync(
            async () => (await machine.Root.PlatformsAsync()).Count == 1 && (await machine.Root.OperationsAsync()).Count == 0,
            PlatformClient.Limit,
            "nothing remembered of what is gone");
        // the cloud remembers what it did for a while; what is over is dropped when something is written
        DateTimeOffset forgotten = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(2 * RetentionSeconds);
        await Until.TrueAsync(() => Task.FromResult(TimeProvider.System.GetUtcNow() > forgotten), PlatformClient.Limit, "the end of the retention");
        await machine.MeddleAsync(HttpMethod.Put, LiveMachine.Subscription + "/resourceGroups/last", "2022-09-01", """{"location":"westeurope"}""");
        await Task.WhenAll(machine.CompactAsync(), idle.CompactAsync());

        long idleBytes = BytesOf(idle).Values.Sum();
        Assert.True(BytesOf(machine).Values.Sum() <= (2 * idleBytes) + 4_096, $"{string.Join(' ', BytesOf(machine))} are kept where {string.Join(' ', BytesOf(idle))} would do.");
        Assert.Equal(BytesOf(idle).Keys, BytesOf(machine).Keys);
    }

    private static SortedDictionary<string, long> BytesOf(LiveMachine machine) =>
        new(machine.Storage.Disks.ToDictionary(disk => disk.Key, disk => disk.Value.TotalBytes, StringComparer.Ordinal), StringComparer.Ordinal);

    private static Task<LiveMachine> StartForgetfulAsync() => LiveMachine.StartAsync(
        ResourceManagerProfile.Fast with { OperationRetentionSeconds = RetentionSeconds },

        // 155 platforms that come up on a busy machine may be silent for long, and that is not what is looked at here
        ("Sweep__StaleSeconds", "60"),
        ("Report__Schedule", "*/3 * * * * *"),
        ("Sweep__Schedule", "*/5 * * * * *"),
        ("Retention__Minutes", "0.05"),
        ("Retention__Schedule", "*/2 * * * * *"));

    private static async Task<PlatformView[]> SpawnAllAsync(IReadOnlyList<PlatformClient> parents) => await Task.WhenAll(
        from parent in parents
        from number in Enumerable.Range(1, Breadth)
        select parent.SpawnToActiveAsync($"child{number}"));

    private static bool IsActive(PlatformTreeNode node) => node.State == PlatformState.Active;

    private static IEnumerable<PlatformTreeNode> Flatten(PlatformTreeNode node) => node.Children.SelectMany(Flatten).Prepend(node);
}
