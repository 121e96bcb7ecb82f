using PlatformDeployer.Contracts.Platforms;

namespace PlatformDeployer.Functions.Tests.Faults;

/// <summary>A platform whose parent is gone.</summary>
public sealed class LonelyChildTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(180);

    [Fact]
    public async Task Spawn_ParentGone_ChildGoesOnAndTheParentLearnsOfItLater()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Report__Schedule"] = "*/1 * * * * *", ["Sweep__Schedule"] = "*/1 * * * * *" };
        await using FaultyCloud cloud = await FaultyCloud.StartAsync(settings: settings);
        PlatformView child = await cloud.Api.SpawnActiveAsync("child", "basic", Limit);
        using var childApi = new PlatformApi(new Uri(child.Endpoint!));

        await cloud.Machine.Root.AbandonAsync();
        Assert.Null(await cloud.Api.FindPlatformAsync(child.Id));
        PlatformView grandchild = await childApi.SpawnActiveAsync("grandchild", "basic", Limit);
        Assert.Equal("/root/child/grandchild", grandchild.Path);
        PlatformView soonGone = await childApi.SpawnActiveAsync("passing", "basic", Limit);
        PlatformAccepted retired = await Until.AnsweredAsync(() => childApi.TryRetireAsync(soonGone.Id), Limit, () => "the retirement to be taken");
        await childApi.EndOfAsync(retired.OperationId, Limit);

        await cloud.Machine.RestartRootAsync(CancellationToken.None);
        await Until.TrueAsync(async () => await FindInTreeAsync(cloud.Api, grandchild.Id) is PlatformState.Active, Limit, () => "the parent to learn of the grandchild");
        PlatformState? passed = await FindInTreeAsync(cloud.Api, soonGone.Id);
        Assert.True(passed is null or PlatformState.Retired, $"The retired grandchild is {passed}.");
        PlatformView? known = await cloud.Api.FindPlatformAsync(grandchild.Id);
        Assert.Equal(grandchild.Endpoint, known!.Endpoint);
        Assert.Equal(PlatformState.Active, (await cloud.Api.FindPlatformAsync(child.Id))!.State);
        CloudCheck.HoldsOnly(cloud.Machine.ResourceManager, [child, grandchild]);
    }

    private static async Task<PlatformState?> FindInTreeAsync(PlatformApi api, string id)
    {
        PlatformTreeNode? root = await api.FindTreeAsync("root");
        return root?.Children.SelectMany(child => child.Children).FirstOrDefault(node => node.Id == id)?.State;
    }
}
