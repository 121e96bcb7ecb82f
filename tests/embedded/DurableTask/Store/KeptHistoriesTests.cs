using Embedded.DurableTask.Store;
using Embedded.DurableTask.Tests.Harness;
using Microsoft.DurableTask;

namespace Embedded.DurableTask.Tests.Store;

public sealed class KeptHistoriesTests
{
    private const int Large = 200 * 1024;

    private static void Tasks(DurableTaskRegistry tasks) => tasks
        .AddActivityFunc<int, string>("Grow", (_, length) => new string('x', length))
        .AddOrchestratorFunc<int, int>("Grow", async (context, length) => (await context.CallActivityAsync<string>("Grow", length)).Length)
        .AddOrchestratorFunc<int>("Fail", async context =>
        {
            await context.CallActivityAsync<string>("Grow", Large);
            throw new InvalidOperationException("no");
        });

    [Fact]
    public async Task Completed_WithinTheBound_KeepsItsHistoryOverACrash()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        await engine.RunAsync("Grow", 10, "small");
        Assert.NotNull(StateOf(engine, "small").History);
        await engine.Log.CompactAsync();
        await using TestEngine again = await TestEngine.StartAsync(Tasks, engine.Kill());
        Assert.Equal(StateOf(engine, "small").History!.TotalLength, StateOf(again, "small").History!.TotalLength);
        Assert.Equal(StateOf(again, "small").History!.TotalLength, again.Store.Instances.KeptHistoryBytes);
    }

    [Fact]
    public async Task Completed_OverTheBoundOfOne_KeepsNone()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        await engine.RunAsync("Grow", KeptHistories.EachMaxBytes, "large");
        Assert.Null(StateOf(engine, "large").History);
        Assert.Equal(0, engine.Store.Instances.KeptHistoryBytes);
    }

    [Fact]
    public async Task Many_OverTheBoundOfAll_LoseTheLongestEndedFirst()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        await engine.RunAsync("Fail", id: "failed");
        const int Fit = KeptHistories.AllMaxBytes / Large;
        for (int n = 0; n < Fit + 5; n++) await engine.RunAsync("Grow", Large, $"n{n}");
        Assert.InRange(engine.Store.Instances.KeptHistoryBytes, KeptHistories.AllMaxBytes - (2 * Large), KeptHistories.AllMaxBytes);
        Assert.Null(StateOf(engine, "n0").History);
        Assert.Null(StateOf(engine, "n4").History);
        Assert.NotNull(StateOf(engine, $"n{Fit + 4}").History);
        Assert.NotNull(StateOf(engine, "failed").History);
    }

    [Fact]
    public async Task Purge_OfWhatEnded_GivesItsRoomBack()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        await engine.RunAsync("Grow", Large, "one");
        await engine.RunAsync("Grow", Large, "one");
        long one = engine.Store.Instances.KeptHistoryBytes;
        Assert.InRange(one, Large, 2 * Large);
        await engine.Client.PurgeInstanceAsync("one");
        Assert.Equal(0, engine.Store.Instances.KeptHistoryBytes);
    }

    private static InstanceState StateOf(TestEngine engine, string id) => engine.Store.Instances.TryFind(id, out Instance? instance)
        ? instance.State
        : throw new InvalidOperationException($"There is no instance '{id}'.");
}
