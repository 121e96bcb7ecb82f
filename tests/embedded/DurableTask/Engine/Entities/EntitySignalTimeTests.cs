using Embedded.DurableTask.Tests.Harness;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace Embedded.DurableTask.Tests.Engine.Entities;

public sealed class EntitySignalTimeTests
{
    private static readonly EntityInstanceId Diary = new("diary", "x");

    private static void Tasks(DurableTaskRegistry tasks) => tasks
        .AddEntity("diary", new Handler(operation =>
        {
            List<string> lines = operation.State.GetState<List<string>>() ?? [];
            lines.Add(operation.GetInput<string>()!);
            operation.State.SetState(lines);
            return null;
        }))
        .AddOrchestratorFunc<DateTime>("Plan", async context =>
        {
            await context.Entities.SignalEntityAsync(Diary, "Write", "later", new DateTimeOffset(context.CurrentUtcDateTime.AddHours(2)));
            await context.Entities.SignalEntityAsync(Diary, "Write", "soon", new DateTimeOffset(context.CurrentUtcDateTime.AddHours(1)));
            await context.Entities.SignalEntityAsync(Diary, "Write", "past", new DateTimeOffset(context.CurrentUtcDateTime.AddHours(-1)));
            await context.Entities.SignalEntityAsync(Diary, "Write", "now");
            return context.CurrentUtcDateTime;
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Signal_WithATime_ReachesTheEntityThenAndNotBefore(bool replaysAlways)
    {
        var time = new ManualTime();
        await using TestEngine engine = await TestEngine.StartAsync(Tasks, time: time, options: Modes.Options(replaysAlways));
        DateTimeOffset start = time.GetUtcNow();
        await engine.RunAsync("Plan");
        Assert.Equal(["past", "now"], await LinesAsync(engine));
        Assert.Equal(start.AddHours(1), engine.Engine.NextTimerDue);
        time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        Assert.Equal(2, (await LinesAsync(engine)).Count);
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("soon", (await LinesAsync(engine))[^1]);
        time.AdvanceTo(start.AddHours(2));
        Assert.Equal("later", (await LinesAsync(engine))[^1]);
        Assert.Null(engine.Engine.NextTimerDue);
    }

    [Fact]
    public async Task Signals_DueAtOnce_ComeInTheOrderOfTheirTimesThenOfTheirSending()
    {
        var time = new ManualTime();
        await using TestEngine engine = await TestEngine.StartAsync(Tasks, time: time);
        DateTimeOffset due = time.GetUtcNow().AddHours(1);
        foreach (int n in new[] { 3, 1, 2 }) await engine.Client.Entities.SignalEntityAsync(Diary, "Write", $"{n}", due.AddSeconds(n));
        await engine.Client.Entities.SignalEntityAsync(Diary, "Write", "1 again", due.AddSeconds(1));
        time.Jump(TimeSpan.FromDays(1));
        time.Advance(TimeSpan.Zero);
        Assert.Equal(["1", "1 again", "2", "3"], await LinesAsync(engine));
    }

    [Fact]
    public async Task Signal_WithATime_OutlivesCrashAndCompaction()
    {
        var time = new ManualTime();
        DateTimeOffset start = time.GetUtcNow();
        MemoryDisk disk;
        await using (TestEngine engine = await TestEngine.StartAsync(Tasks, time: time))
        {
            await engine.RunAsync("Plan");
            await engine.IdleAsync();
            await engine.Log.CompactAsync();
            disk = engine.Kill();
        }

        await using TestEngine again = await TestEngine.StartAsync(Tasks, disk, time);
        Assert.Equal(start.AddHours(1), again.Engine.NextTimerDue);
        time.AdvanceTo(start.AddHours(3));
        Assert.Equal(["soon", "later"], (await LinesAsync(again))[2..]);
    }

    [Fact]
    public async Task Signal_DueWhileTheEntityIsLocked_WaitsForTheRelease()
    {
        var time = new ManualTime();
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks =>
            {
                Tasks(tasks);
                tasks.AddOrchestratorFunc("Hold", async context =>
                {
                    await using (await context.Entities.LockEntitiesAsync(Diary))
                    {
                        await context.WaitForExternalEvent<string>("Go");
                        await context.Entities.CallEntityAsync(Diary, "Write", "under the lock");
                    }
                });
            },
            time: time);
        await engine.Client.Entities.SignalEntityAsync(Diary, "Write", "due", time.GetUtcNow().AddHours(1));
        await engine.ScheduleAsync("Hold", id: "holder");
        await engine.IdleAsync();
        time.Advance(TimeSpan.FromHours(2));
        await engine.IdleAsync();
        Assert.Null(await engine.Client.Entities.GetEntityAsync(Diary));
        await engine.Client.RaiseEventAsync("holder", "Go");
        await engine.EndOfAsync("holder");
        Assert.Equal(["under the lock", "due"], await LinesAsync(engine));
        Assert.Null(engine.Engine.NextTimerDue);
    }

    private static async Task<List<string>> LinesAsync(TestEngine engine)
    {
        await engine.IdleAsync();
        return (await engine.Client.Entities.GetEntityAsync<List<string>>(Diary))?.State ?? [];
    }
}
