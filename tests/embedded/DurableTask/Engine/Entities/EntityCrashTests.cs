using Embedded.DurableTask.Tests.Harness;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;

namespace Embedded.DurableTask.Tests.Engine.Entities;

public sealed class EntityCrashTests
{
    private static readonly EntityInstanceId A = Account.Id("a");
    private static readonly EntityInstanceId B = Account.Id("b");

    /// <summary>Calls, signals with and without a time, failures, locks and effects of operations in one; the client only schedules it.</summary>
    private static void Tasks(DurableTaskRegistry tasks) => tasks
        .AddEntity<Account>()
        .AddOrchestratorFunc<string, string>("Report", (_, key) => "report of " + key)
        .AddOrchestratorFunc<int, List<string>>("Scenario", async (context, generation) =>
        {
            var seen = new List<string> { $"{generation}: {await context.Entities.CallEntityAsync<int>(A, "Add", 10)}" };
            await context.Entities.SignalEntityAsync(B, "Add", 5, new DateTimeOffset(context.CurrentUtcDateTime.AddMinutes(1)));
            await context.Entities.SignalEntityAsync(A, "CountDown", 3);
            try
            {
                await context.Entities.CallEntityAsync(A, "AddThenThrow", 100);
            }
            catch (EntityOperationFailedException e)
            {
                seen.Add(e.Message);
            }

            await context.CreateTimer(TimeSpan.FromMinutes(2), CancellationToken.None);
            await using (await context.Entities.LockEntitiesAsync(B, A))
            {
                int a = await context.Entities.CallEntityAsync<int>(A, "Get");
                seen.Add($"{a} {await context.Entities.CallEntityAsync<int>(B, "Add", a)}");
                seen.Add($"{await context.Entities.CallEntityAsync<int>(A, "Add", -a)}");
            }

            seen.Add(await context.Entities.CallEntityAsync<string>(B, "Report", "b"));
            if (generation < 2) context.ContinueAsNew(generation + 1);
            return seen;
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restart_AfterEachRecord_EndsAsWithoutTheCrash(bool replaysAlways)
    {
        string expected;
        var disk = new MemoryDisk();
        await using (TestEngine whole = await TestEngine.StartAsync(Tasks, disk, new ManualTime()))
        {
            await whole.ScheduleAsync("Scenario", 1, "the-one");
            expected = await EndAsync(whole);
            Assert.Contains("b=36", expected, StringComparison.Ordinal);
        }

        IReadOnlyList<MemoryDisk> prefixes = LogPrefix.AfterEachRecord(disk);
        Assert.True(prefixes.Count > 30, $"only {prefixes.Count} records");
        foreach (MemoryDisk prefix in prefixes)
        {
            await using TestEngine rest = await TestEngine.StartAsync(Tasks, prefix, new ManualTime(), Modes.Options(replaysAlways));
            if (await rest.Client.GetInstanceAsync("the-one") is null) await rest.ScheduleAsync("Scenario", 1, "the-one");
            Assert.Equal(expected, await EndAsync(rest));
            Assert.Null(rest.Engine.NextTimerDue);
            Assert.All(rest.Store.Entities.All, entity => Assert.Null(entity.State.Lock));
        }
    }

    [Fact]
    public async Task Kill_AtRandomMomentsWithCompactions_LosesAndDoublesNothing()
    {
        const int Movers = 12;
        static void Moving(DurableTaskRegistry tasks) => tasks
            .AddEntity<Account>()
            .AddOrchestratorFunc<int, int>("Move", async (context, n) =>
            {
                await context.Entities.SignalEntityAsync(A, "Add", 1);
                await using (await context.Entities.LockEntitiesAsync(B, A))
                {
                    int a = await context.Entities.CallEntityAsync<int>(A, "Get");
                    await context.Entities.CallEntityAsync(A, "Add", -a);
                    await context.Entities.CallEntityAsync(B, "Add", a);
                }

                return n;
            })
            .AddOrchestratorFunc<int>("Total", async context =>
            {
                await using IAsyncDisposable held = await context.Entities.LockEntitiesAsync(A, B);
                return await context.Entities.CallEntityAsync<int>(A, "Get") + await context.Entities.CallEntityAsync<int>(B, "Get");
            });

        for (int seed = 0; seed < 8; seed++)
        {
            var chance = new Random(seed);
            TestEngine engine = await TestEngine.StartAsync(Moving);
            for (int n = 0; n < Movers; n++) await engine.ScheduleAsync("Move", n, "move" + n);
            for (int kills = 0; kills < 4; kills++)
            {
                if (chance.Next(3) == 0) await engine.Log.CompactAsync();
                for (int spins = chance.Next(40); spins > 0; spins--) await Task.Yield();
                MemoryDisk disk = engine.Kill(chance);
                await engine.DisposeAsync();
                engine = await TestEngine.StartAsync(Moving, disk, options: Modes.Options(chance.Next(2) == 0));
            }

            await using (engine)
            {
                for (int n = 0; n < Movers; n++) Assert.Equal(n, (await engine.EndOfAsync("move" + n)).ReadOutputAs<int>());
                int total = (await engine.RunAsync("Total")).ReadOutputAs<int>();
                Assert.True(total == Movers, $"seed {seed}: {total}");
            }
        }
    }

    [Fact]
    public async Task Kill_WithAcknowledgedSignals_NoneIsLostOrDoubled()
    {
        var disk = new MemoryDisk();
        for (int n = 0; n < 20; n++)
        {
            await using TestEngine engine = await TestEngine.StartAsync(Tasks, disk);
            await engine.Client.Entities.SignalEntityAsync(A, "Add", 1);
            if (n % 2 == 0) await engine.IdleAsync();
            if (n % 5 == 0) await engine.Log.CompactAsync();
            engine.Kill(new Random(n));
        }

        await using TestEngine last = await TestEngine.StartAsync(Tasks, disk);
        await last.IdleAsync();
        Assert.Equal(20, (await last.Client.Entities.GetEntityAsync<int>(A))!.State);
    }

    [Fact]
    public async Task Stop_WithAnOperationRunning_WaitsForItAndKeepsWhatItDid()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int ran = 0;
        void Slow(DurableTaskRegistry tasks) => tasks.AddEntity("slow", new Handler(operation =>
        {
            ran++;
            operation.State.SetState(operation.GetInput<int>());
            begun.TrySetResult();
            return gate.Task;
        }));
        var id = new EntityInstanceId("slow", "x");
        var disk = new MemoryDisk();
        await using (TestEngine engine = await TestEngine.StartAsync(Slow, disk))
        {
            await engine.Client.Entities.SignalEntityAsync(id, "Set", 1);
            await begun.Task;
            Task stopped = engine.Engine.StopAsync();
            gate.SetResult();
            await stopped;
        }

        await using TestEngine again = await TestEngine.StartAsync(Slow, disk);
        await again.IdleAsync();
        Assert.Equal(1, (await again.Client.Entities.GetEntityAsync<int>(id))!.State);
        Assert.Equal(1, ran);
    }

    private static async Task<string> EndAsync(TestEngine engine)
    {
        OrchestrationMetadata end = await engine.DriveToEndAsync("the-one");
        await engine.IdleAsync();
        string report = (await engine.StateOfAsync("report-b")).SerializedOutput!;
        return $"{end.RuntimeStatus} {end.SerializedOutput} {end.FailureDetails?.ErrorMessage} {report} "
            + $"a={(await engine.Client.Entities.GetEntityAsync<int>(A))!.State} b={(await engine.Client.Entities.GetEntityAsync<int>(B))!.State}";
    }
}
