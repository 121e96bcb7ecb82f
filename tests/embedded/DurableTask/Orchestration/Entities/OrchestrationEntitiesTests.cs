using Embedded.DurableTask.Tests.Harness;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;

namespace Embedded.DurableTask.Tests.Orchestration.Entities;

public sealed class OrchestrationEntitiesTests
{
    private int _release;

    private void Tasks(DurableTaskRegistry tasks) => tasks
        .AddEntity("guarded", new Handler(operation =>
        {
            if (_release == 0 && operation.Name == "Open") throw new TimeoutException("closed");
            operation.State.SetState(operation.State.GetState<int>() + 1);
            return operation.State.GetState<int>();
        }))
        .AddOrchestratorFunc<string, string>("Changing", async (context, change) =>
        {
            string key = _release > 0 && change == "entity" ? "other" : "one";
            if (change == "signal") await context.Entities.SignalEntityAsync(new EntityInstanceId("guarded", key), _release > 0 ? "Other" : "Count");
            else if (change == "lock") await context.Entities.LockEntitiesAsync(new EntityInstanceId("guarded", _release > 0 ? "other" : "one"));
            else await context.Entities.CallEntityAsync(new EntityInstanceId("guarded", key), "Count");
            return await context.WaitForExternalEvent<string>("Go");
        })
        .AddOrchestratorFunc<string, string>("Opening", async (context, how) =>
        {
            var id = new EntityInstanceId("guarded", "door");
            await context.Entities.CallEntityAsync(id, "Count");
            if (how == "locked")
            {
                await using IAsyncDisposable held = await context.Entities.LockEntitiesAsync(id);
                return $"{await context.Entities.CallEntityAsync<int>(id, "Open")}";
            }

            return $"{await context.Entities.CallEntityAsync<int>(id, "Open")}";
        })
        .AddOrchestratorFunc<string, string>("Parent", (context, how) => context.CallSubOrchestratorAsync<string>("Opening", how));

    [Theory]
    [InlineData("entity", "expected EntityCalled 'Count' of '@guarded@one' (#0), but came EntityCalled 'Count' of '@guarded@other' (#0)")]
    [InlineData("signal", "expected EntitySignaled 'Count' of '@guarded@one' (#0), but came EntitySignaled 'Other' of '@guarded@one' (#0)")]
    [InlineData("lock", "expected EntityLockRequested [\"@guarded@one\"] (#0), but came EntityLockRequested [\"@guarded@other\"] (#0)")]
    public async Task Replay_OfAnOrchestratorThatWasChanged_SaysWhatWasExpectedAndWhatCame(string change, string difference)
    {
        MemoryDisk disk;
        await using (TestEngine engine = await TestEngine.StartAsync(Tasks))
        {
            await engine.ScheduleAsync("Changing", change, "changed");
            await engine.IdleAsync();
            disk = engine.Kill();
        }

        _release++;
        await using TestEngine again = await TestEngine.StartAsync(Tasks, disk);
        await again.Client.RaiseEventAsync("changed", "Go", "on");
        await again.IdleAsync();
        OrchestrationMetadata held = await again.StateOfAsync("changed");
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, held.RuntimeStatus);
        Assert.Contains(difference, held.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Opening")]
    [InlineData("Parent")]
    public async Task Rewind_OfAnOrchestrationThatFailedByAnOperation_CallsItAgain(string orchestrator)
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await engine.RunAsync(orchestrator, "free", "failed")).RuntimeStatus);
        _release++;
        await engine.Client.RewindInstanceAsync("failed", "repaired");
        Assert.Equal("2", (await engine.EndOfAsync("failed")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Rewind_IntoACriticalSection_IsRefused()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        await engine.RunAsync("Opening", "locked", "failed");
        _release++;
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.RewindInstanceAsync("failed", "repaired"));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await engine.StateOfAsync("failed")).RuntimeStatus);

        // A child that cannot go back stays as it is, and its failure with the parent.
        _release = 0;
        await engine.RunAsync("Parent", "locked", "parent");
        _release++;
        await engine.Client.RewindInstanceAsync("parent", "repaired");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await engine.EndOfAsync("parent")).RuntimeStatus);
    }

    [Fact]
    public async Task Entities_UsedFromAnotherThread_AreRefused()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks.AddOrchestratorFunc<string>("Stray", async context =>
        {
            Exception? thrown = null;
            var thread = new Thread(() => thrown = Record.Exception(() => { _ = context.Entities.SignalEntityAsync(Account.Id("a"), "Add", 1); }));
            thread.Start();
            thread.Join();
            await context.CreateTimer(TimeSpan.Zero, CancellationToken.None);
            return thrown?.GetType().Name ?? "nothing";
        }));
        Assert.Equal("InvalidOperationException", (await engine.RunAsync("Stray")).ReadOutputAs<string>());
    }
}
