using System.Collections.Concurrent;
using Embedded.DurableTask.Tests.Harness;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.Engine;

public sealed class ParallelTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FanOut_OfAThousand_JoinsInCallOrder(bool replaysAlways)
    {
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks
                .AddActivityFunc<int, int>("Negate", (_, n) => -n)
                .AddOrchestratorFunc<int, int[]>("Fan", (context, count) => Task.WhenAll(Enumerable.Range(0, count).Select(n => context.CallActivityAsync<int>("Negate", n)))),
            options: Modes.Options(replaysAlways));
        Assert.Equal(Enumerable.Range(0, 1000).Select(n => -n), (await engine.RunAsync("Fan", 1000)).ReadOutputAs<int[]>());
    }

    [Fact]
    public async Task Instances_AThousandAtOnce_AreNotMixedUp()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddActivityFunc<int, int>("Double", async (_, n) =>
            {
                await Task.Yield();
                return 2 * n;
            })
            .AddOrchestratorFunc<int, int>("Child", (context, n) => context.CallActivityAsync<int>("Double", n))
            .AddOrchestratorFunc<int, int>("Work", async (context, n) =>
            {
                int doubled = await context.CallActivityAsync<int>("Double", n);
                int added = doubled + await context.WaitForExternalEvent<int>("Add");
                return await context.CallSubOrchestratorAsync<int>("Child", added);
            }));
        string[] ids = await Task.WhenAll(Enumerable.Range(0, 1000).Select(n => engine.ScheduleAsync("Work", n)));
        await Task.WhenAll(ids.Select((id, n) => engine.Client.RaiseEventAsync(id, "Add", 1_000_000 + n)));
        OrchestrationMetadata[] ends = await Task.WhenAll(ids.Select(engine.EndOfAsync));
        Assert.Equal(Enumerable.Range(0, 1000).Select(n => 2 * ((2 * n) + 1_000_000 + n)), ends.Select(end => end.ReadOutputAs<int>()));
    }

    [Fact]
    public async Task Activities_PastTheLimit_WaitForOthersToEnd()
    {
        int running = 0;
        var most = new ConcurrentBag<int>();
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks
                .AddActivityFunc("Work", async Task (_) =>
                {
                    most.Add(Interlocked.Increment(ref running));
                    await Task.Yield();
                    Interlocked.Decrement(ref running);
                })
                .AddOrchestratorFunc("Fan", context => Task.WhenAll(Enumerable.Range(0, 200).Select(_ => context.CallActivityAsync("Work")))),
            options: new() { ConcurrentActivitiesMax = 3 });
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.RunAsync("Fan")).RuntimeStatus);
        Assert.Equal(200, most.Count);
        Assert.InRange(most.Max(), 1, 3);
    }

    [Fact]
    public async Task WhenIdle_WhileAnActivityRuns_IsNotYet()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddActivityFunc("Gated", async Task (_) =>
            {
                begun.SetResult();
                await gate.Task;
            })
            .AddOrchestratorFunc("Call", context => context.CallActivityAsync("Gated")));
        Assert.True(engine.Engine.IsIdle);
        string id = await engine.ScheduleAsync("Call");
        await begun.Task;
        Task idle = engine.Engine.WhenIdleAsync();
        Assert.False(engine.Engine.IsIdle);
        Assert.False(idle.IsCompleted);
        gate.SetResult();
        await engine.IdleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.StateOfAsync(id)).RuntimeStatus);
    }
}
