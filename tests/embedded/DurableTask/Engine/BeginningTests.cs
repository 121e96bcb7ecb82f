using Embedded.DurableTask.Engine;
using Embedded.DurableTask.Tests.Harness;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.Engine;

/// <summary>Work that ends the process each time it is begun is not begun for ever.</summary>
public sealed class BeginningTests
{
    private static readonly DurableEngineOptions Few = new() { BeginningsMax = 3 };

    private readonly SemaphoreSlim _begun = new(0);
    private readonly HashSet<string> _deadly = new(StringComparer.Ordinal) { "last", "next" };
    private int _runs;

    private void Tasks(DurableTaskRegistry tasks) => tasks
        .AddActivityFunc<string, string>("Deadly", async (_, text) =>
        {
            Interlocked.Increment(ref _runs);
            _begun.Release();
            if (_deadly.Contains(text)) await Task.Delay(Timeout.Infinite);
            return text;
        })
        .AddOrchestratorFunc<string>("Loop", async context =>
            $"{await context.CallActivityAsync<string>("Deadly", "first")} {await context.CallActivityAsync<string>("Deadly", "last")} {await context.CallActivityAsync<string>("Deadly", "next")}")
        .AddOrchestratorFunc<string>("Sleep", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return "woke";
        });

    [Fact]
    public async Task Start_WorkBegunTooOften_IsHeldWithTheReason()
    {
        await using TestEngine engine = await HeldAsync();
        OrchestrationMetadata held = await engine.StateOfAsync("loop");
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, held.RuntimeStatus);
        Assert.Equal(typeof(WorkNeverEndsException).FullName, held.FailureDetails!.ErrorType);
        Assert.Contains("begun 4 times", held.FailureDetails.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("the activity 'Deadly' (#1)", held.FailureDetails.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(5, _runs);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await engine.StateOfAsync("asleep")).RuntimeStatus);
    }

    [Fact]
    public async Task Start_AfterItWasHeld_StillBeginsNothingOfIt()
    {
        await using TestEngine first = await HeldAsync();
        await first.Log.CompactAsync();
        await using TestEngine engine = await TestEngine.StartAsync(Tasks, first.Kill(), options: Few);
        await engine.IdleAsync();
        Assert.Equal(5, _runs);
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await engine.StateOfAsync("loop")).RuntimeStatus);
    }

    [Fact]
    public async Task Resume_OnceItIsMended_EndsIt()
    {
        await using TestEngine engine = await HeldAsync();
        _deadly.Clear();
        await engine.Client.ResumeInstanceAsync("loop");
        Assert.Equal("first last next", (await engine.EndOfAsync("loop")).ReadOutputAs<string>());
        Assert.Equal(7, _runs);
    }

    [Fact]
    public async Task Start_WithAStepInBetween_IsCountedAnew()
    {
        TestEngine engine = await RestartAsync(await RestartAsync(await StartLoopAsync()));
        _deadly.Remove("last");
        engine = await RestartAsync(engine);
        await _begun.WaitAsync();
        for (int starts = 0; starts < Few.BeginningsMax; starts++) engine = await RestartAsync(engine);
        await using (engine) Assert.Equal(OrchestrationRuntimeStatus.Running, (await engine.StateOfAsync("loop")).RuntimeStatus);
    }

    private async Task<TestEngine> HeldAsync()
    {
        TestEngine engine = await StartLoopAsync();
        for (int starts = 0; starts < Few.BeginningsMax; starts++) engine = await RestartAsync(engine);
        MemoryDisk disk = engine.Kill();
        engine = await TestEngine.StartAsync(Tasks, disk, options: Few);
        await engine.IdleAsync();
        return engine;
    }

    private async Task<TestEngine> StartLoopAsync()
    {
        TestEngine engine = await TestEngine.StartAsync(Tasks, options: Few);
        await engine.ScheduleAsync("Sleep", id: "asleep");
        await engine.ScheduleAsync("Loop", id: "loop");
        await _begun.WaitAsync();
        await _begun.WaitAsync();
        return engine;
    }

    private async Task<TestEngine> RestartAsync(TestEngine engine)
    {
        TestEngine next = await TestEngine.StartAsync(Tasks, engine.Kill(), options: Few);
        await _begun.WaitAsync();
        return next;
    }
}
