using Embedded.DurableTask.Engine;
using Embedded.DurableTask.Tests.Harness;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Entities;

namespace Embedded.DurableTask.Tests.Engine.Entities;

public sealed class EntityOperationTests
{
    private static void Tasks(DurableTaskRegistry tasks) => tasks
        .AddEntity<Account>()
        .AddEntity<Journal>()
        .AddOrchestratorFunc<string, string>("Report", (_, key) => "report of " + key)
        .AddOrchestratorFunc<string, int>("Read", (context, key) => context.Entities.CallEntityAsync<int>(Account.Id(key), "Get"))
        .AddOrchestratorFunc<int, string>("Write", async (context, count) =>
        {
            var journal = new EntityInstanceId("Journal", "shared");
            for (int n = 0; n < count; n++) await context.Entities.SignalEntityAsync(journal, "Append", $"{context.InstanceId}:{n}");
            return await context.Entities.CallEntityAsync<string>(journal, "Append", $"{context.InstanceId}:{count}");
        })
        .AddOrchestratorFunc<string, string>("Fail", async (context, operation) =>
        {
            EntityInstanceId from = Account.Id("from");
            await context.Entities.CallEntityAsync(from, "Add", 10);
            try
            {
                await context.Entities.CallEntityAsync(from, operation, operation == "AddThenThrow" ? 5 : "to");
                return "nothing thrown";
            }
            catch (EntityOperationFailedException e)
            {
                return $"{e.OperationName} {e.EntityId} {e.FailureDetails.ErrorMessage} {await context.Entities.CallEntityAsync<int>(from, "Get")}";
            }
        });

    [Theory]
    [InlineData("AddThenThrow", false)]
    [InlineData("AddThenThrow", true)]
    [InlineData("MoveToThenThrow", false)]
    [InlineData("MoveToThenThrow", true)]
    public async Task Call_OfAnOperationThatThrows_ChangesNothing(string operation, bool replaysAlways)
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks, options: Modes.Options(replaysAlways));
        string output = (await engine.RunAsync("Fail", operation)).ReadOutputAs<string>()!;
        Assert.StartsWith($"{operation} @account@from ", output, StringComparison.Ordinal);
        Assert.EndsWith(" 10", output, StringComparison.Ordinal);
        await engine.IdleAsync();
        Assert.Null(await engine.Client.Entities.GetEntityAsync(Account.Id("to")));
        Assert.Null(await engine.Client.GetInstanceAsync("report-to"));
    }

    [Fact]
    public async Task Signal_OfAnOperationThatThrows_LeavesThoseAroundItAsTheyAre()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        DurableEntityClient entities = engine.Client.Entities;
        await Task.WhenAll(
            entities.SignalEntityAsync(Account.Id("a"), "Add", 1),
            entities.SignalEntityAsync(Account.Id("a"), "AddThenThrow", 10),
            entities.SignalEntityAsync(Account.Id("a"), "NoSuchOperation"),
            entities.SignalEntityAsync(Account.Id("a"), "Add", "not a number"),
            entities.SignalEntityAsync(Account.Id("a"), "Add", 2));
        await engine.IdleAsync();
        Assert.Equal(3, (await entities.GetEntityAsync<int>(Account.Id("a")))!.State);
    }

    [Fact]
    public async Task Operation_ThatSucceeds_SignalsAndStartsWhatItSaid()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        await engine.Client.Entities.SignalEntityAsync(Account.Id("from"), "Add", 7);
        await engine.Client.Entities.SignalEntityAsync(Account.Id("from"), "MoveTo", "to");
        await engine.Client.Entities.SignalEntityAsync(Account.Id("from"), "CountDown", 500);
        await engine.Client.Entities.SignalEntityAsync(Account.Id("from"), "Report", "x");
        await engine.Client.Entities.SignalEntityAsync(Account.Id("from"), "Report", "x");
        await engine.IdleAsync();
        Assert.Equal("report of x", (await engine.EndOfAsync("report-x")).ReadOutputAs<string>());
        Assert.Equal(500, (await engine.RunAsync("Read", "from")).ReadOutputAs<int>());
        Assert.Equal(7, (await engine.RunAsync("Read", "to")).ReadOutputAs<int>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Signals_OfManySenders_AreWorkedOnOneAtATimeAndInTheOrderOfEach(bool replaysAlways)
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks, options: Modes.Options(replaysAlways));
        string[] ids = [.. Enumerable.Range(0, 20).Select(n => "writer" + n)];
        await Task.WhenAll(ids.Select(id => engine.RunAsync("Write", 25, id)));
        List<string> lines = (await engine.Client.Entities.GetEntityAsync<List<string>>(new EntityInstanceId("journal", "shared")))!.State;
        Assert.Equal(20 * 26, lines.Count);
        foreach (string id in ids)
        {
            IEnumerable<string> own = lines.Where(line => line.StartsWith(id + ":", StringComparison.Ordinal));
            Assert.Equal(Enumerable.Range(0, 26).Select(n => $"{id}:{n}"), own);
        }
    }

    [Fact]
    public async Task Entities_AreNoInstances()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        await engine.Client.Entities.SignalEntityAsync(Account.Id("a"), "Add", 1);
        await engine.IdleAsync();
        Assert.Empty(await engine.Client.GetAllInstancesAsync().ToListAsync());
        Assert.Null(await engine.Client.GetInstanceAsync(Account.Id("a").ToString()));
        Assert.Equal(0, (await engine.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter())).PurgedInstanceCount);
        Assert.Equal(1, (await engine.RunAsync("Read", "a")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Operation_ThatHasEnded_CanDoNothingMore()
    {
        TaskEntityOperation? leaked = null;
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks.AddEntity("leaky", new Handler(operation =>
        {
            leaked = operation;
            operation.State.SetState(1);
            return null;
        })));
        await engine.Client.Entities.SignalEntityAsync(new EntityInstanceId("leaky", "x"), "Any");
        await engine.IdleAsync();
        Assert.Throws<InvalidOperationException>(() => leaked!.State.SetState(2));
        Assert.Throws<InvalidOperationException>(() => leaked!.Context.SignalEntity(Account.Id("a"), "Add", 1));
        Assert.Throws<InvalidOperationException>(() => leaked!.Context.ScheduleNewOrchestration("Report"));
    }

    [Theory]
    [InlineData("state", "The state of the entity")]
    [InlineData("result", "The result of the operation")]
    [InlineData("signals", "What one operation sends")]
    [InlineData("input", "The input of the operation")]
    public async Task Operation_OverALimit_FailsAndChangesNothing(string what, string message)
    {
        string large = new('x', 4 * 1024 * 1024);
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddEntity("large", new Handler(operation =>
            {
                operation.State.SetState(what == "state" ? large : "small");
                for (int n = 0; n < 3 && what == "signals"; n++) operation.Context.SignalEntity(operation.Context.Id, "Any", large[2..]);
                if (what == "input") operation.Context.SignalEntity(operation.Context.Id, "Any", large);
                return what == "result" ? large : null;
            }))
            .AddOrchestratorFunc("Call", context => context.Entities.CallEntityAsync(new EntityInstanceId("large", "x"), "Any")));
        OrchestrationMetadata end = await engine.RunAsync("Call");
        Assert.Contains(message, end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Null(await engine.Client.Entities.GetEntityAsync(new EntityInstanceId("large", "x")));
    }

    [Fact]
    public async Task Signal_WithTheInboxFull_IsRefusedAndWhatWaitsIsWorkedOn()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks.AddEntity("slow", new Handler(operation =>
            {
                operation.State.SetState(operation.State.GetState<int>() + 1);
                return gate.Task;
            })),
            options: new DurableEngineOptions { InboxMessagesMax = 3 });
        var id = new EntityInstanceId("slow", "x");
        for (int n = 0; n < 3; n++) await engine.Client.Entities.SignalEntityAsync(id, "Any");
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.Entities.SignalEntityAsync(id, "Any"));
        gate.SetResult();
        await engine.IdleAsync();
        Assert.Equal(3, (await engine.Client.Entities.GetEntityAsync<int>(id))!.State);
    }

    [Fact]
    public async Task Call_OfAnEntityThatCannotBeMade_FailsTheCall()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddEntity("broken", ITaskEntity (_) => throw new TimeoutException("cannot be made"))
            .AddOrchestratorFunc("Call", context => context.Entities.CallEntityAsync(new EntityInstanceId("broken", "x"), "Any")));
        Assert.Contains("cannot be made", (await engine.RunAsync("Call")).FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(0, engine.Store.Entities.Count);
    }

    [Fact]
    public async Task Call_OfAnOrchestrationThatWasTerminated_IsWorkedOnAndAnswersNobody()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddEntity("slow", new Handler(operation =>
            {
                begun.SetResult();
                operation.State.SetState(1);
                return gate.Task;
            }))
            .AddOrchestratorFunc("Call", context => context.Entities.CallEntityAsync(new EntityInstanceId("slow", "x"), "Any")));
        string id = await engine.ScheduleAsync("Call");
        await begun.Task;
        await engine.Client.TerminateInstanceAsync(id);
        gate.SetResult();
        await engine.IdleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await engine.StateOfAsync(id)).RuntimeStatus);
        Assert.Equal(1, (await engine.Client.Entities.GetEntityAsync<int>(new EntityInstanceId("slow", "x")))!.State);
    }

    /// <summary>Finds out if two operations run at the same time.</summary>
    public sealed class Journal : TaskEntity<List<string>>
    {
        private static int _running;

        public async Task<string> Append(string line)
        {
            if (Interlocked.Increment(ref _running) != 1) throw new InvalidOperationException("Two operations at the same time.");
            await Task.Yield();
            State.Add(line);
            Interlocked.Decrement(ref _running);
            return line;
        }
    }
}
