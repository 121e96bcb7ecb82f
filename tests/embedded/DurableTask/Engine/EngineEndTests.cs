using Embedded.DurableTask.Engine;
using Embedded.DurableTask.Tests.Harness;
using Embedded.Storage;
using Microsoft.DurableTask;

namespace Embedded.DurableTask.Tests.Engine;

public sealed class EngineEndTests
{
    private static void Tasks(DurableTaskRegistry tasks) => tasks.AddOrchestratorFunc<string>("Wait", context => context.WaitForExternalEvent<string>("Go"));

    [Fact]
    public async Task Wait_ForWhatWillNotEnd_FailsWhenTheEngineStops()
    {
        TestEngine engine = await TestEngine.StartAsync(Tasks);
        string id = await engine.ScheduleAsync("Wait");
        Task waiting = engine.Client.WaitForInstanceCompletionAsync(id);
        await engine.IdleAsync();
        Assert.False(waiting.IsCompleted);
        await engine.DisposeAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Wait_Cancelled_LeavesNobodyInLine()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        string id = await engine.ScheduleAsync("Wait");
        using var cancel = new CancellationTokenSource();
        Task waiting = engine.Client.WaitForInstanceCompletionAsync(id, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await engine.Client.RaiseEventAsync(id, "Go", "went");
        Assert.Equal("went", (await engine.EndOfAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Abandoned_Engine_AcknowledgesNothing()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        string id = await engine.ScheduleAsync("Wait");
        await engine.IdleAsync();
        MemoryDisk disk = engine.Kill();
        await Assert.ThrowsAsync<LogFailedException>(() => engine.Client.RaiseEventAsync(id, "Go", "lost"));
        await Assert.ThrowsAsync<LogFailedException>(() => engine.ScheduleAsync("Wait"));
        await using TestEngine again = await TestEngine.StartAsync(Tasks, disk);
        await again.Client.RaiseEventAsync(id, "Go", "heard");
        Assert.Equal("heard", (await again.EndOfAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Stop_WithAnActivityThatDoesNotEnd_StopsAtTheLimit()
    {
        var never = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks
                .AddActivityFunc("Hang", async Task (_) =>
                {
                    begun.SetResult();
                    await never.Task;
                })
                .AddOrchestratorFunc("Call", context => context.CallActivityAsync("Hang")),
            options: new DurableEngineOptions { StopLimit = TimeSpan.FromMilliseconds(50) });
        await engine.ScheduleAsync("Call");
        await begun.Task;
        await engine.Engine.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));
        never.SetResult();
    }

    [Fact]
    public async Task Start_Twice_IsRefused()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Engine.StartAsync());
    }
}
