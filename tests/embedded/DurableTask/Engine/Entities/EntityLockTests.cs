using Embedded.DurableTask.Tests.Harness;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Entities;

namespace Embedded.DurableTask.Tests.Engine.Entities;

public sealed class EntityLockTests
{
    private static readonly EntityInstanceId A = Account.Id("a");
    private static readonly EntityInstanceId B = Account.Id("b");

    private static void Tasks(DurableTaskRegistry tasks) => tasks
        .AddEntity<Account>()
        .AddOrchestratorFunc<EntityInstanceId[], string>("Move", async (context, ids) =>
        {
            await using (await context.Entities.LockEntitiesAsync(ids))
            {
                int first = await context.Entities.CallEntityAsync<int>(ids[0], "Get");
                int last = await context.Entities.CallEntityAsync<int>(ids[^1], "Get");

                // What others see in between would be half of the move.
                await context.Entities.CallEntityAsync(ids[0], "Add", -first);
                await context.Entities.CallEntityAsync(ids[^1], "Add", first);
                return $"{first + last}";
            }
        })
        .AddOrchestratorFunc<string>("Audit", async context =>
        {
            await using IAsyncDisposable held = await context.Entities.LockEntitiesAsync(B, A, B);
            return $"{await context.Entities.CallEntityAsync<int>(A, "Get") + await context.Entities.CallEntityAsync<int>(B, "Get")}";
        })
        .AddOrchestratorFunc<string, string>("Hold", async (context, how) =>
        {
            if (how == "again") return "again";
            IAsyncDisposable held = await context.Entities.LockEntitiesAsync(B, A);
            context.SetCustomStatus("holding");
            if (how == "wait") await context.WaitForExternalEvent<int>("Go");
            if (how == "call") await context.Entities.CallEntityAsync(B, "Add", 1);
            if (how == "fail") throw new InvalidOperationException("failed under the lock");
            if (how == "continue") context.ContinueAsNew("again");
            if (how == "dispose twice")
            {
                await held.DisposeAsync();
                await held.DisposeAsync();
            }

            return how;
        })
        .AddOrchestratorFunc<int>("Read", context => context.Entities.CallEntityAsync<int>(A, "Get"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lock_OfTheSameEntitiesInAnyOrder_ExcludesAndEnds(bool replaysAlways)
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks, options: Modes.Options(replaysAlways));
        await engine.Client.Entities.SignalEntityAsync(A, "Add", 100);
        OrchestrationMetadata[] ends = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => n % 3 == 0
            ? engine.RunAsync("Audit")
            : engine.RunAsync("Move", n % 3 == 1 ? new[] { A, Account.Id("m"), B } : [B, A])));
        Assert.All(ends, end => Assert.Equal("100", end.ReadOutputAs<string>()));
        Assert.Equal("100", (await engine.RunAsync("Audit")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("call")]
    [InlineData("fail")]
    [InlineData("continue")]
    [InlineData("dispose twice")]
    public async Task Lock_OfAnOrchestrationThatEnds_IsReleased(string how)
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        await engine.Client.Entities.SignalEntityAsync(A, "Add", 5);
        OrchestrationMetadata end = await engine.RunAsync("Hold", how);
        Assert.Equal(how == "fail" ? OrchestrationRuntimeStatus.Failed : OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
        Assert.Equal(5, (await engine.RunAsync("Read")).ReadOutputAs<int>());
        Assert.All(engine.Store.Entities.All, entity => Assert.Null(entity.State.Lock));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Lock_OfAnOrchestrationThatIsTerminatedOrBreaks_IsReleased(bool restarts, bool terminates)
    {
        TestEngine engine = await TestEngine.StartAsync(Tasks);
        await engine.Client.Entities.SignalEntityAsync(A, "Add", 5);
        await engine.ScheduleAsync("Hold", "wait", "holder");
        await engine.IdleAsync();
        EntityMetadata held = (await engine.Client.Entities.GetEntityAsync(A))!;
        Assert.Equal(("holder", 0), (held.LockedBy, held.BacklogQueueSize));
        string reader = await engine.ScheduleAsync("Read");
        await engine.IdleAsync();
        await engine.ScheduleAsync("Hold", "wait", "next");
        await engine.IdleAsync();
        Assert.Equal(2, (await engine.Client.Entities.GetEntityAsync(A))!.BacklogQueueSize);
        if (restarts)
        {
            await engine.Log.CompactAsync();
            MemoryDisk disk = engine.Kill();
            await engine.DisposeAsync();
            engine = await TestEngine.StartAsync(Tasks, disk);
        }

        await using (engine)
        {
            // An event that cannot be read fails an orchestration in the middle of whatever it does.
            if (terminates) await engine.Client.TerminateInstanceAsync("holder");
            else await engine.Client.RaiseEventAsync("holder", "Go", "not a number");
            Assert.Equal(5, (await engine.EndOfAsync(reader)).ReadOutputAs<int>());
            await engine.IdleAsync();
            Assert.Equal("next", (await engine.Client.Entities.GetEntityAsync(A))!.LockedBy);
            Assert.Equal("\"holding\"", (await engine.StateOfAsync("next")).SerializedCustomStatus);
            await engine.Client.RaiseEventAsync("next", "Go", 1);
            Assert.Equal("wait", (await engine.EndOfAsync("next")).ReadOutputAs<string>());
            Assert.Null((await engine.Client.Entities.GetEntityAsync(A))!.LockedBy);
        }
    }

    [Fact]
    public async Task Lock_WaitedForByAnOrchestrationThatIsTerminated_GoesToTheNext()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        foreach (string id in new[] { "first", "second", "third" })
        {
            await engine.ScheduleAsync("Hold", "wait", id);
            await engine.IdleAsync();
        }

        await engine.Client.TerminateInstanceAsync("second");
        await engine.Client.RaiseEventAsync("first", "Go", 1);
        await engine.Client.RaiseEventAsync("third", "Go", 1);
        Assert.Equal("wait", (await engine.EndOfAsync("third")).ReadOutputAs<string>());
        await engine.IdleAsync();
        Assert.Equal(0, engine.Store.Entities.Count);
    }

    [Fact]
    public async Task Section_WithACallPending_AllowsNoSecondOneAndShowsWhatIsAvailable()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddEntity<Account>()
            .AddOrchestratorFunc<string>("Try", async context =>
            {
                Task<IAsyncDisposable> locking = context.Entities.LockEntitiesAsync(A, B);
                var seen = new List<string> { $"{context.Entities.InCriticalSection(out IReadOnlyList<EntityInstanceId>? pending)} {pending!.Count}" };
                seen.Add(await ThrownAsync(() => context.Entities.CallEntityAsync(A, "Get")));
                IAsyncDisposable held = await locking;
                Task<int> call = context.Entities.CallEntityAsync<int>(A, "Add", 1);
                seen.Add($"{context.Entities.InCriticalSection(out IReadOnlyList<EntityInstanceId>? open)} {string.Join(',', open!)}");
                seen.Add(await ThrownAsync(() => context.Entities.CallEntityAsync(A, "Get")));

                // Released with the call pending: it is still worked on under the lock, and what follows comes after it.
                await held.DisposeAsync();
                Task<int> after = context.Entities.CallEntityAsync<int>(A, "Add", 10);
                return string.Join(" | ", [.. seen, $"{await call} {await after} {context.Entities.InCriticalSection(out IReadOnlyList<EntityInstanceId>? none)} {none is null}"]);
            }));
        Assert.Equal(
            "True 0 | InvalidOperationException | True @account@b | InvalidOperationException | 1 11 False True",
            (await engine.RunAsync("Try")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Lock_OfNothing_IsRefused()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks.AddOrchestratorFunc<string>("Try", async context =>
            $"{await ThrownAsync(() => context.Entities.LockEntitiesAsync())} {await ThrownAsync(() => context.Entities.LockEntitiesAsync(default(EntityInstanceId)))} {context.Entities.InCriticalSection()}"));
        Assert.Equal("ArgumentException ArgumentException False", (await engine.RunAsync("Try")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Lock_OfVeryManyEntities_IsTakenAndReleased()
    {
        EntityInstanceId[] ids = [.. Enumerable.Range(0, 5000).Select(n => Account.Id($"{n}"))];
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        await Task.WhenAll(engine.RunAsync("Move", ids), engine.RunAsync("Move", ids));
        await engine.IdleAsync();
        Assert.Equal(2, engine.Store.Entities.Count);
    }

    private static async Task<string> ThrownAsync(Func<Task> action)
    {
        try
        {
            await action();
            return "nothing";
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            return e.GetType().Name;
        }
    }
}
