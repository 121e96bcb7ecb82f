using Embedded.DurableTask.Tests.Harness;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.Engine;

public sealed class QueryTests
{
    private static void Tasks(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<string>("Quick", _ => "done")
        .AddOrchestratorFunc<string>("Wait", context => context.WaitForExternalEvent<string>("Go"))
        .AddOrchestratorFunc<string>("Fail", string (_) => throw new InvalidOperationException("no"));

    [Fact]
    public async Task Query_ByPrefixAndStatus_GivesEachMatchOnceInPages()
    {
        string[] names = ["Quick", "Wait", "Fail"];
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        string[] ids = [.. Enumerable.Range(0, 90).Select(n => $"{"abc"[n % 3]}-{n:D3}")];
        foreach ((string id, int n) in ids.Select((id, n) => (id, n))) await engine.ScheduleAsync(names[n / 3 % 3], id: id);
        await engine.IdleAsync();
        Arbitrary<(int size, string prefix, int mask)> queries = Gen.Choose(1, 40).SelectMany(size => Gen.Elements("", "a-", "b-0", "c", "d").SelectMany(prefix => Gen.Choose(0, 7).Select(mask => (size, prefix, mask))))
            .ToArbitrary();
        Prop.ForAll(queries, asked =>
            {
                OrchestrationRuntimeStatus[] order = [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Failed];
                OrchestrationRuntimeStatus[] statuses = [.. order.Where((_, bit) => (asked.mask & (1 << bit)) != 0)];
                string[] expected = [.. ids.Where((id, n) => id.StartsWith(asked.prefix, StringComparison.Ordinal) && (asked.mask == 0 || statuses.Contains(order[n / 3 % 3]))).Order(StringComparer.Ordinal)];
                (List<string> found, List<int> sizes) = Task.Run(() => PagesAsync(engine, new OrchestrationQuery(Statuses: statuses, InstanceIdPrefix: asked.prefix, PageSize: asked.size))).GetAwaiter().GetResult();
                return found.SequenceEqual(expected) && sizes.SkipLast(1).All(size => size == asked.size) && (sizes.Count == 1 || sizes[^1] > 0);
            })
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task Query_WhileInstancesComeAndGo_StillGivesThoseThatStay()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        for (int n = 0; n < 30; n++) await engine.RunAsync("Quick", id: $"stay-{n:D2}");
        for (int n = 0; n < 30; n++) await engine.RunAsync("Quick", id: $"go-{n:D2}");
        var found = new List<string>();
        await foreach (Page<OrchestrationMetadata> page in engine.Client.GetAllInstancesAsync(new OrchestrationQuery(PageSize: 7)).AsPages())
        {
            found.AddRange(page.Values.Select(value => value.InstanceId));
            for (int n = 0; n < 30; n++) await engine.Client.PurgeInstanceAsync($"go-{n:D2}");
        }

        Assert.Equal(30, found.Count(id => id.StartsWith("stay-", StringComparison.Ordinal)));
        Assert.Equal(found.Count, found.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task ListInstanceIds_ByTimeOfEnd_SeesOnlyWhatEndedThen()
    {
        var time = new ManualTime();
        await using TestEngine engine = await TestEngine.StartAsync(Tasks, time: time);
        await engine.RunAsync("Quick", id: "early");
        await engine.ScheduleAsync("Wait", id: "open");
        await engine.IdleAsync();
        time.Advance(TimeSpan.FromHours(1));
        DateTimeOffset between = time.GetUtcNow();
        time.Advance(TimeSpan.FromHours(1));
        await engine.RunAsync("Fail", id: "late");
        Assert.Equal(["late"], (await engine.Client.ListInstanceIdsAsync(completedTimeFrom: between)).Values);
        Assert.Equal(["early"], (await engine.Client.ListInstanceIdsAsync(completedTimeTo: between)).Values);
        Assert.Equal(["early", "late", "open"], (await engine.Client.ListInstanceIdsAsync()).Values);
    }

    [Fact]
    public async Task Absence_ThatIsNotDurableYet_IsNotTold()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        await engine.RunAsync("Quick", id: "gone");
        Task<PurgeResult> purge;
        Task<PurgeResult> again;
        Task<Page<string>> list;
        lock (engine.Log.Gate)
        {
            // nothing becomes durable while the gate is held
            purge = engine.Client.PurgeInstanceAsync("gone");
            again = engine.Client.PurgeInstanceAsync("gone");
            list = engine.Client.ListInstanceIdsAsync();
            Assert.False(again.IsCompleted);
            Assert.False(list.IsCompleted);
        }

        Assert.Equal(1, (await purge).PurgedInstanceCount);
        Assert.Equal(0, (await again).PurgedInstanceCount);
        Assert.Empty((await list).Values);
    }

    [Fact]
    public async Task Purge_ByFilter_NeverTakesWhatLives()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        for (int n = 0; n < 1200; n++) await engine.ScheduleAsync(n % 2 == 0 ? "Quick" : "Wait", id: $"i-{n:D4}");
        await engine.IdleAsync();
        PurgeResult purged = await engine.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter());
        Assert.Equal((600, true), (purged.PurgedInstanceCount, purged.IsComplete));
        Assert.Equal(600, engine.Store.Instances.Count);
        Assert.Equal(600, engine.Store.Instances.CountOf(OrchestrationRuntimeStatus.Running));
    }

    private static async Task<(List<string> Ids, List<int> Sizes)> PagesAsync(TestEngine engine, OrchestrationQuery query)
    {
        var ids = new List<string>();
        var sizes = new List<int>();
        await foreach (Page<OrchestrationMetadata> page in engine.Client.GetAllInstancesAsync(query).AsPages())
        {
            ids.AddRange(page.Values.Select(value => value.InstanceId));
            sizes.Add(page.Values.Count);
        }

        return (ids, sizes);
    }
}
