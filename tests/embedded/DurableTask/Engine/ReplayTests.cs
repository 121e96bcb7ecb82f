using System.Collections.Concurrent;
using Embedded.DurableTask.Tests.Harness;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask.Tests.Engine;

public sealed class ReplayTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_InEitherMode_TellsTheSameIdsTimesAndReplays(bool replaysAlways)
    {
        var seen = new ConcurrentDictionary<string, ConcurrentBag<string>>(StringComparer.Ordinal);
        var firsts = new ConcurrentQueue<int>();
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks
                .AddActivityFunc<int, int>("Same", (_, n) => n)
                .AddOrchestratorFunc<string>("Watch", async context =>
                {
                    for (int step = 0; step < 5; step++)
                    {
                        seen.GetOrAdd("id" + step, _ => []).Add($"{context.NewGuid()}");
                        seen.GetOrAdd("time" + step, _ => []).Add($"{context.CurrentUtcDateTime:O}");
                        if (!context.IsReplaying) firsts.Enqueue(step);
                        await context.CallActivityAsync<int>("Same", step);
                    }

                    return context.NewGuid().ToString();
                }),
            options: Modes.Options(replaysAlways));
        await engine.RunAsync("Watch");
        Assert.Equal(Enumerable.Range(0, 5), firsts);
        Assert.Equal(replaysAlways ? 6 : 1, seen["id0"].Count);
        Assert.All(seen.Values, values => Assert.Single(values.Distinct(StringComparer.Ordinal)));
        Assert.Equal(5, seen.Where(entry => entry.Key.StartsWith("id", StringComparison.Ordinal)).SelectMany(entry => entry.Value).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Evicted_WhenTooManyWait_IsReplayedAndGoesOn()
    {
        int runs = 0;
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks.AddOrchestratorFunc<int, int>("Wait", async (context, n) =>
            {
                if (context.IsReplaying) Interlocked.Increment(ref runs);
                return n + await context.WaitForExternalEvent<int>("Add");
            }),
            options: new() { LiveOrchestratorsMax = 3 });
        string[] ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => engine.ScheduleAsync("Wait", n, $"wait-{n:D2}")));
        await engine.IdleAsync();
        foreach (string id in ids) await engine.Client.RaiseEventAsync(id, "Add", 100);
        OrchestrationMetadata[] ends = await Task.WhenAll(ids.Select(engine.EndOfAsync));
        Assert.Equal(Enumerable.Range(100, 20), ends.Select(end => end.ReadOutputAs<int>()));
        Assert.InRange(runs, 17, 20);
    }

    public static TheoryData<string, string> Changes => new()
    {
        { "other activity", "expected ActivityScheduled 'First' (#0), but came ActivityScheduled 'Other' (#0)" },
        { "timer instead", "expected ActivityScheduled 'First' (#0), but came TimerCreated (#0)" },
        { "one more", "expected nothing, but came ActivityScheduled 'Other' (#1)" },
        { "nothing", "expected ActivityScheduled 'First' (#0), but came nothing" },
        { "end at once", "expected that it goes on, but came that it completes" },
        { "fail at once", "expected that it goes on, but came that it fails by System.InvalidOperationException: changed" },
        { "continue as new", "expected that it goes on, but came that it continues as new" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Restart_WithAChangedOrchestrator_IsSuspendedWithWhatWasExpectedAndWhatCameAndGoesOnUnderTheOldOne(string change, string difference)
    {
        string code = "";
        void Tasks(DurableTaskRegistry tasks) => tasks
            .AddActivityFunc("First", _ => { })
            .AddActivityFunc("Other", _ => { })
            .AddOrchestratorFunc<string>("Changing", async context =>
            {
                switch (code)
                {
                    case "other activity":
                        await context.CallActivityAsync("Other");
                        break;
                    case "timer instead":
                        await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                        break;
                    case "one more":
                        await Task.WhenAll(context.CallActivityAsync("First"), context.CallActivityAsync("Other"));
                        break;
                    case "nothing":
                        break;
                    case "end at once":
                        await context.CallActivityAsync("First");
                        return "too early";
                    case "fail at once":
                        await context.CallActivityAsync("First");
                        throw new InvalidOperationException("changed");
                    case "continue as new":
                        await context.CallActivityAsync("First");
                        context.ContinueAsNew();
                        return "never";
                    default:
                        await context.CallActivityAsync("First");
                        break;
                }

                return await context.WaitForExternalEvent<string>("Go") + await context.WaitForExternalEvent<string>("Go");
            });

        MemoryDisk disk;
        await using (TestEngine engine = await TestEngine.StartAsync(Tasks))
        {
            await engine.ScheduleAsync("Changing", id: "changed");
            await engine.IdleAsync();
            disk = engine.Kill();
        }

        code = change;
        await using (TestEngine changed = await TestEngine.StartAsync(Tasks, disk))
        {
            await changed.Client.RaiseEventAsync("changed", "Go", "first ");
            await changed.IdleAsync();
            AssertHeld(await changed.StateOfAsync("changed"), difference);

            // the code is still the wrong one
            await changed.Client.ResumeInstanceAsync("changed");
            await changed.IdleAsync();
            AssertHeld(await changed.StateOfAsync("changed"), difference);
            await changed.Log.CompactAsync();
            disk = changed.Kill();
        }

        code = "";
        await using TestEngine again = await TestEngine.StartAsync(Tasks, disk);
        AssertHeld(await again.StateOfAsync("changed"), difference);
        await again.Client.RaiseEventAsync("changed", "Go", "second");
        await again.Client.ResumeInstanceAsync("changed");
        OrchestrationMetadata end = await again.EndOfAsync("changed");
        Assert.Equal((OrchestrationRuntimeStatus.Completed, "first second"), (end.RuntimeStatus, end.ReadOutputAs<string>()));
        Assert.Null(end.FailureDetails);
    }

    [Fact]
    public async Task Held_ByAChangedOrchestrator_KeepsTheAnswersOfItsActivitiesAndCanBeTerminated()
    {
        bool changed = false;
        int runs = 0;
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks
                .AddActivityFunc("Count", _ => { Interlocked.Increment(ref runs); })
                .AddOrchestratorFunc("Changing", async Task (context) =>
                {
                    await context.CallActivityAsync("Count");
                    await context.WaitForExternalEvent<string>(changed ? "Other" : "Go");
                    if (changed) await context.CallActivityAsync("Count");
                    await context.CallActivityAsync("Count");
                    await context.WaitForExternalEvent<string>("Go");
                }),
            options: Modes.Options(replaysAlways: true));
        string id = await engine.ScheduleAsync("Changing");
        await engine.Client.RaiseEventAsync(id, "Go");
        await engine.IdleAsync();
        Assert.Equal(2, runs);

        changed = true;
        await engine.Client.RaiseEventAsync(id, "Go");
        await engine.IdleAsync();
        AssertHeld(await engine.StateOfAsync(id), "expected ActivityScheduled 'Count' (#1), but came nothing");
        await engine.Client.TerminateInstanceAsync(id, "given up");
        OrchestrationMetadata end = await engine.EndOfAsync(id);
        Assert.Equal((OrchestrationRuntimeStatus.Terminated, 2), (end.RuntimeStatus, runs));
        Assert.Null(end.FailureDetails);
    }

    private static void AssertHeld(OrchestrationMetadata state, string difference)
    {
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, state.RuntimeStatus);
        Assert.Equal("DurableTask.Core.Exceptions.NonDeterministicOrchestrationException", state.FailureDetails!.ErrorType);
        Assert.Contains(difference, state.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Await_OfSomethingElse_LeavesTheInstanceRunningAndSaysSo()
    {
        var foreign = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var warned = new Warnings();
        using ILoggerFactory loggers = LoggerFactory.Create(builder => builder.AddProvider(warned));
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks.AddOrchestratorFunc("Stray", async Task (_) => await foreign.Task), loggers: loggers);
        string id = await engine.ScheduleAsync("Stray");
        await engine.IdleAsync();
        foreign.SetResult();
        Assert.Contains("awaits something that is not its context's own", await warned.First.Task.WaitAsync(TimeSpan.FromSeconds(10)), StringComparison.Ordinal);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await engine.StateOfAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task Await_OfTasksMadeOfTheContextsOwn_StaysOnTheOrchestratorsThread()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddActivityFunc<int, int>("Same", (_, n) => n)
            .AddOrchestratorFunc<string>("Combine", async context =>
            {
                Task<int> later = context.CallActivityAsync<int>("Same", 1).ContinueWith(done => done.Result + 1, TaskScheduler.Current);
                int started = await Task.Factory.StartNew(() => context.NewGuid().Version, CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Current);
                await Task.Yield();
                return $"{await later} {started} {await context.CallActivityAsync<int>("Same", 3)}";
            }));
        Assert.Equal("2 5 3", (await engine.RunAsync("Combine")).ReadOutputAs<string>());
    }

    private sealed class Warnings : ILoggerProvider, ILogger
    {
        public TaskCompletionSource<string> First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning) First.TrySetResult(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
