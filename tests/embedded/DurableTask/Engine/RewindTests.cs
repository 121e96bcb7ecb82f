using System.Collections.Concurrent;
using Embedded.DurableTask.Tests.Harness;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.Engine;

public sealed class RewindTests
{
    private readonly ConcurrentQueue<string> _ran = new();
    private bool _isBroken = true;

    private void Tasks(DurableTaskRegistry tasks) => tasks
        .AddActivityFunc<string, string>("Step", string (_, name) =>
        {
            _ran.Enqueue(name);
            return _isBroken && name.StartsWith("bad", StringComparison.Ordinal) ? throw new TimeoutException(name) : name;
        })
        .AddOrchestratorFunc<string>("Chain", async context =>
            $"{await context.CallActivityAsync<string>("Step", "first")} {await context.CallActivityAsync<string>("Step", "bad")} {await context.CallActivityAsync<string>("Step", "last")}")
        .AddOrchestratorFunc<string>("Fan", async context =>
            string.Join(' ', await Task.WhenAll(new[] { "a", "bad1", "b", "bad2" }.Select(name => context.CallActivityAsync<string>("Step", name)))))
        .AddOrchestratorFunc<string>("Parent", async context =>
            $"{await context.CallActivityAsync<string>("Step", "before")} {await context.CallSubOrchestratorAsync<string>("Chain")}")
        .AddOrchestratorFunc<string>("Own", async context =>
        {
            string step = await context.CallActivityAsync<string>("Step", "only");
            return _isBroken ? throw new InvalidOperationException("own") : step;
        });

    [Theory]
    [InlineData("Chain", "first bad last", "bad last")]
    [InlineData("Fan", "a bad1 b bad2", "bad1 bad2")]
    [InlineData("Parent", "before first bad last", "bad last")]
    [InlineData("Own", "only", "")]
    public async Task Rewind_OnceTheCauseIsGone_GoesOnFromTheLastGoodPoint(string orchestrator, string output, string runAgain)
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await engine.RunAsync(orchestrator, id: "failed")).RuntimeStatus);
        await engine.Client.RewindInstanceAsync("failed", "not yet");
        if (orchestrator != "Own") Assert.Equal(OrchestrationRuntimeStatus.Failed, (await engine.EndOfAsync("failed")).RuntimeStatus);
        await engine.IdleAsync();
        _isBroken = false;
        _ran.Clear();
        await engine.Client.RewindInstanceAsync("failed", "repaired");
        OrchestrationMetadata end = await engine.EndOfAsync("failed");
        Assert.Equal(output, end.ReadOutputAs<string>());
        Assert.Null(end.FailureDetails);
        Assert.Equal(runAgain, string.Join(' ', _ran.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Rewind_ThenKilled_GoesOnAfterTheRestart()
    {
        MemoryDisk disk;
        await using (TestEngine engine = await TestEngine.StartAsync(Tasks))
        {
            await engine.RunAsync("Parent", id: "failed");
            _isBroken = false;
            await engine.Client.RewindInstanceAsync("failed", "repaired");
            disk = engine.Kill();
        }

        await using TestEngine again = await TestEngine.StartAsync(Tasks, disk);
        Assert.Equal("before first bad last", (await again.EndOfAsync("failed")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Rewind_OfWhatHasNotFailed_IsRefused()
    {
        _isBroken = false;
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        await engine.RunAsync("Chain", id: "fine");
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.RewindInstanceAsync("fine", "why"));
        await Assert.ThrowsAsync<ArgumentException>(() => engine.Client.RewindInstanceAsync("nobody", "why"));
    }
}
