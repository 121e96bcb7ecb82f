using Embedded.DurableTask.Tests.Harness;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.Engine;

public sealed class TimerTests
{
    [Fact]
    public async Task CreateTimer_Cancelled_LeavesNothingInTheQueue()
    {
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks.AddOrchestratorFunc<int, bool>("Cancel", async (context, count) =>
            {
                using var cancel = new CancellationTokenSource();
                Task[] timers = [.. Enumerable.Range(1, count).Select(days => context.CreateTimer(TimeSpan.FromDays(days), cancel.Token))];
                await context.WaitForExternalEvent<string>("Enough");
                cancel.Cancel();
                await context.WaitForExternalEvent<string>("End");
                return timers.All(timer => timer.IsCanceled);
            }),
            time: new ManualTime());
        string id = await engine.ScheduleAsync("Cancel", 100);
        await engine.IdleAsync();
        Assert.NotNull(engine.Engine.NextTimerDue);
        await engine.Client.RaiseEventAsync(id, "Enough");
        await engine.IdleAsync();
        Assert.Null(engine.Engine.NextTimerDue);
        await engine.Client.RaiseEventAsync(id, "End");
        Assert.True((await engine.EndOfAsync(id)).ReadOutputAs<bool>());
    }

    [Fact]
    public async Task CreateTimer_WhileTheClockJumps_FiresOnceAndNotEarly()
    {
        var time = new ManualTime();
        int fired = 0;
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks.AddOrchestratorFunc<bool>("Sleep", async context =>
            {
                DateTime due = context.CurrentUtcDateTime.AddHours(1);
                await context.CreateTimer(due, CancellationToken.None);
                Interlocked.Increment(ref fired);
                return context.CurrentUtcDateTime >= due;
            }),
            time: time);
        string id = await engine.ScheduleAsync("Sleep");
        await engine.IdleAsync();
        time.Jump(TimeSpan.FromDays(-3650));
        time.Advance(TimeSpan.FromHours(2));
        await engine.IdleAsync();
        Assert.Equal(0, fired);
        time.Jump(TimeSpan.FromDays(2 * 3650));
        time.Advance(TimeSpan.Zero);
        await engine.IdleAsync();
        Assert.True((await engine.EndOfAsync(id)).ReadOutputAs<bool>());
        Assert.Equal(1, fired);
    }

    [Fact]
    public async Task Clock_SetBack_NeverRunsBackwardsForAnOrchestrator()
    {
        var time = new ManualTime();
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks.AddOrchestratorFunc<DateTime[]>("Watch", async context =>
            {
                DateTime before = context.CurrentUtcDateTime;
                await context.WaitForExternalEvent<string>("Go");
                return [before, context.CurrentUtcDateTime];
            }),
            time: time);
        string id = await engine.ScheduleAsync("Watch");
        await engine.IdleAsync();
        time.Jump(TimeSpan.FromHours(-1));
        await engine.Client.RaiseEventAsync(id, "Go");
        DateTime[] seen = (await engine.EndOfAsync(id)).ReadOutputAs<DateTime[]>()!;
        Assert.True(seen[1] >= seen[0]);
    }

    [Fact]
    public async Task Timers_ThousandsDueAtOnce_AllFire()
    {
        var time = new ManualTime();
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks.AddOrchestratorFunc("Sleep", context => context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None)), time: time);
        string[] ids = await Task.WhenAll(Enumerable.Range(0, 3000).Select(_ => engine.ScheduleAsync("Sleep")));
        await engine.IdleAsync();
        time.Advance(TimeSpan.FromHours(1));
        OrchestrationMetadata[] ends = await Task.WhenAll(ids.Select(engine.EndOfAsync));
        Assert.All(ends, end => Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus));
    }

    [Fact]
    public async Task Schedule_ForLater_StartsThenAndOnlyThen()
    {
        var time = new ManualTime();
        DateTimeOffset due = time.GetUtcNow().AddDays(100);
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks.AddOrchestratorFunc<string>("Greet", async context => await context.WaitForExternalEvent<string>("Name")), time: time);
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Greet", new StartOrchestrationOptions("later", due));
        await engine.Client.RaiseEventAsync("later", "Name", "early bird");
        time.AdvanceTo(due.AddTicks(-1));
        await engine.IdleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await engine.StateOfAsync("later")).RuntimeStatus);
        OrchestrationMetadata end = await engine.DriveToEndAsync("later");
        Assert.Equal("early bird", end.ReadOutputAs<string>());
        Assert.Equal(due, end.LastUpdatedAt);
    }
}
