using System.Collections.Concurrent;
using Embedded.DurableTask.Tests.Harness;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.Engine;

public sealed class CrashTests
{
    /// <summary>Activities, retries, timers, children, events and generations in one; the client only schedules it.</summary>
    private static void Tasks(DurableTaskRegistry tasks, ConcurrentDictionary<string, int> effects)
    {
        int Effect(string what)
        {
            effects.AddOrUpdate(what, 1, (_, count) => count + 1);
            return what.Length;
        }

        tasks
            .AddActivityFunc<string, int>("Effect", (_, what) => Effect(what))
            .AddActivityFunc<int, string>("Flaky", string (_, attempt) => attempt < 2 ? throw new TimeoutException($"attempt {attempt}") : "at last")
            .AddOrchestratorFunc<int, int>("Child", async (context, n) =>
            {
                int length = await context.CallActivityAsync<int>("Effect", $"{context.InstanceId} {n}");
                await context.CreateTimer(TimeSpan.FromMinutes(n), CancellationToken.None);
                context.SendEvent(context.Parent!.InstanceId, "Told", n);
                return length + n;
            })
            .AddOrchestratorFunc<int, List<string>>("Scenario", async (context, generation) =>
            {
                var seen = new List<string> { $"generation {generation} {context.NewGuid().Version}" };
                int[] lengths = await Task.WhenAll(Enumerable.Range(0, 3).Select(n => context.CallActivityAsync<int>("Effect", $"{generation}-{n}")));
                seen.Add(string.Join(',', lengths));
                for (int attempt = 0; attempt < 3; attempt++)
                {
                    try
                    {
                        seen.Add(await context.CallActivityAsync<string>("Flaky", attempt));
                    }
                    catch (TaskFailedException e)
                    {
                        seen.Add(e.Message);
                    }
                }

                Task<int>[] children = [.. Enumerable.Range(1, 2).Select(n => context.CallSubOrchestratorAsync<int>("Child", n))];
                int told = await context.WaitForExternalEvent<int>("Told", TimeSpan.FromHours(1)) + await context.WaitForExternalEvent<int>("Told");
                seen.Add($"told {told}, children {string.Join(',', await Task.WhenAll(children))}");
                context.SetCustomStatus(seen[^1]);
                if (generation < 2) context.ContinueAsNew(generation + 1);
                return seen;
            });
    }

    [Fact]
    public async Task Restart_AfterEachRecord_EndsAsWithoutTheCrash()
    {
        string expected;
        var disk = new MemoryDisk();
        await using (TestEngine whole = await TestEngine.StartAsync(tasks => Tasks(tasks, new()), disk, new ManualTime()))
        {
            expected = Text(await whole.DriveToEndAsync(await whole.ScheduleAsync("Scenario", 1, "the-one")));
            Assert.Contains("told 3", expected, StringComparison.Ordinal);
        }

        IReadOnlyList<MemoryDisk> prefixes = LogPrefix.AfterEachRecord(disk);
        Assert.True(prefixes.Count > 20, $"only {prefixes.Count} records");
        foreach (MemoryDisk prefix in prefixes)
        {
            var effects = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);

            // The clock starts where the first one did: it may be behind what the log has seen.
            await using TestEngine rest = await TestEngine.StartAsync(tasks => Tasks(tasks, effects), prefix, new ManualTime());
            if (await rest.Client.GetInstanceAsync("the-one") is null) await rest.ScheduleAsync("Scenario", 1, "the-one");
            Assert.Equal(expected, Text(await rest.DriveToEndAsync("the-one")));
            Assert.All(effects.Values, times => Assert.Equal(1, times));
            Assert.Null(rest.Engine.NextTimerDue);
        }
    }

    [Fact]
    public async Task Kill_AfterEachEffect_EffectsHappenAndAreRecordedOnce()
    {
        var time = new ManualTime();
        var disk = new MemoryDisk();
        var effects = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        string? expected = null;
        for (int kills = 0; expected is null; kills++)
        {
            Assert.True(kills < 100, "it gets nowhere");
            int before = effects.Values.Sum();
            await using TestEngine engine = await TestEngine.StartAsync(tasks => Tasks(tasks, effects), disk, time);
            if (await engine.Client.GetInstanceAsync("the-one") is null) await engine.ScheduleAsync("Scenario", 1, "the-one");
            while (expected is null && effects.Values.Sum() == before)
            {
                await engine.IdleAsync();
                OrchestrationMetadata state = await engine.StateOfAsync("the-one");
                if (state.IsCompleted) expected = Text(state);
                else if (engine.Engine.NextTimerDue is { } due) time.AdvanceTo(due);
            }

            engine.Kill(new Random(kills));
        }

        Assert.Equal((3 + 2) * 2, effects.Count);
        await using TestEngine crashFree = await TestEngine.StartAsync(tasks => Tasks(tasks, new()), time: new ManualTime());
        Assert.Equal(Text(await crashFree.DriveToEndAsync(await crashFree.ScheduleAsync("Scenario", 1, "the-one"))), expected);
    }

    [Fact]
    public async Task Kill_WithAcknowledgedEvents_NoneIsLost()
    {
        static void Collecting(DurableTaskRegistry tasks) => tasks.AddOrchestratorFunc<int, List<int>>("Collect", async (context, count) =>
        {
            var got = new List<int>();
            while (got.Count < count) got.Add(await context.WaitForExternalEvent<int>("Number"));
            return got;
        });

        var disk = new MemoryDisk();
        for (int n = 0; n < 20; n++)
        {
            await using TestEngine engine = await TestEngine.StartAsync(Collecting, disk);
            if (n == 0) await engine.ScheduleAsync("Collect", 20, "collector");
            await engine.Client.RaiseEventAsync("collector", "Number", n);
            engine.Kill(new Random(n));
        }

        await using TestEngine last = await TestEngine.StartAsync(Collecting, disk);
        Assert.Equal(Enumerable.Range(0, 20), (await last.EndOfAsync("collector")).ReadOutputAs<List<int>>());
    }

    [Fact]
    public async Task Restart_WithTimersPending_TheyFireWhenDueAndNotBefore()
    {
        static void Sleeping(DurableTaskRegistry tasks) => tasks.AddOrchestratorFunc<int, DateTime>("Sleep", async (context, hours) =>
        {
            await context.CreateTimer(TimeSpan.FromHours(hours), CancellationToken.None);
            return context.CurrentUtcDateTime;
        });

        var time = new ManualTime();
        DateTimeOffset start = time.GetUtcNow();
        var disk = new MemoryDisk();
        await using (TestEngine engine = await TestEngine.StartAsync(Sleeping, disk, time))
        {
            await engine.ScheduleAsync("Sleep", 1, "one");
            await engine.ScheduleAsync("Sleep", 5, "five");
            await engine.IdleAsync();
            engine.Kill();
        }

        time.Advance(TimeSpan.FromHours(3));
        await using TestEngine again = await TestEngine.StartAsync(Sleeping, disk, time);
        Assert.Equal(start.AddHours(3).UtcDateTime, (await again.DriveToEndAsync("one")).ReadOutputAs<DateTime>());
        Assert.Equal(start.AddHours(5), again.Engine.NextTimerDue);
        time.AdvanceTo(start.AddHours(5).AddTicks(-1));
        await again.IdleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await again.StateOfAsync("five")).RuntimeStatus);
        Assert.Equal(start.AddHours(5).UtcDateTime, (await again.DriveToEndAsync("five")).ReadOutputAs<DateTime>());
    }

    [Fact]
    public async Task Restart_FromSnapshot_GoesOnAsFromTheLog()
    {
        var time = new ManualTime();
        var disk = new MemoryDisk();
        var effects = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        await using (TestEngine engine = await TestEngine.StartAsync(tasks => Tasks(tasks, effects), disk, time))
        {
            await engine.ScheduleAsync("Scenario", 1, "the-one");
            await engine.IdleAsync();
            await engine.Client.SuspendInstanceAsync("the-one");
            await engine.Client.RaiseEventAsync("the-one", "Unrelated", "kept");
            time.Advance(TimeSpan.FromMinutes(1));
            await engine.IdleAsync();
            await engine.Log.CompactAsync();
            engine.Kill();
        }

        Assert.Contains(disk.List(), name => name.EndsWith(".snapshot", StringComparison.Ordinal));
        await using TestEngine again = await TestEngine.StartAsync(tasks => Tasks(tasks, effects), disk, time);
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await again.StateOfAsync("the-one")).RuntimeStatus);
        await again.Client.ResumeInstanceAsync("the-one");
        string ended = Text(await again.DriveToEndAsync("the-one"));
        await using TestEngine crashFree = await TestEngine.StartAsync(tasks => Tasks(tasks, new()), time: new ManualTime());
        Assert.Equal(Text(await crashFree.DriveToEndAsync(await crashFree.ScheduleAsync("Scenario", 1, "the-one"))), ended);
    }

    [Fact]
    public async Task Stop_WithFinishedActivities_TheyDoNotRunAgain()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int ran = 0;
        void Waiting(DurableTaskRegistry tasks) => tasks
            .AddActivityFunc<string>("Gated", async Task<string> (_) =>
            {
                Interlocked.Increment(ref ran);
                begun.TrySetResult();
                await gate.Task;
                return "through";
            })
            .AddOrchestratorFunc<string>("Wait", context => context.CallActivityAsync<string>("Gated"));

        var disk = new MemoryDisk();
        await using (TestEngine engine = await TestEngine.StartAsync(Waiting, disk))
        {
            await engine.ScheduleAsync("Wait", id: "waiting");
            await begun.Task;
            Task stopped = engine.Engine.StopAsync();
            gate.SetResult();
            await stopped;
        }

        await using TestEngine again = await TestEngine.StartAsync(Waiting, disk);
        Assert.Equal("through", (await again.EndOfAsync("waiting")).ReadOutputAs<string>());
        Assert.Equal(1, ran);
    }

    private static string Text(OrchestrationMetadata state) =>
        $"{state.RuntimeStatus} {state.SerializedOutput} {state.SerializedCustomStatus} {state.FailureDetails?.ErrorMessage}";
}
