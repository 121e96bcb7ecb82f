using Embedded.DurableTask.Engine;
using Embedded.DurableTask.Tests.Harness;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.Engine;

public sealed class LimitTests
{
    private static readonly DurableEngineOptions Small = new() { PayloadMaxLength = 100, HistoryEventsMax = 50, OpenTasksMax = 10, InboxMessagesMax = 5 };
    private static readonly string TooLong = new('x', 200);

    private static void Tasks(DurableTaskRegistry tasks) => tasks
        .AddActivityFunc<string, string>("Echo", (_, text) => text)
        .AddActivityFunc<int, string>("Grow", (_, length) => new string('x', length))
        .AddOrchestratorFunc<string>("Large", async context =>
        {
            var messages = new List<string>();
            foreach (Func<Task> attempt in new Func<Task>[]
                     {
                         () => context.CallActivityAsync<string>("Echo", TooLong),
                         () => context.CallActivityAsync<string>("Grow", 200),
                         () => context.CallSubOrchestratorAsync<string>("Large", TooLong),
                     })
            {
                try
                {
                    await attempt();
                }
                catch (Exception e)
                {
                    messages.Add(e.Message[..12]);
                }
            }

            return string.Join('|', messages);
        })
        .AddOrchestratorFunc<string>("LargeResult", _ => TooLong)
        .AddOrchestratorFunc<string>("LargeStatus", context =>
        {
            context.SetCustomStatus(TooLong);
            return "";
        })
        .AddOrchestratorFunc<int, int>("Fan", async (context, count) =>
            (await Task.WhenAll(Enumerable.Range(0, count).Select(_ => context.CallActivityAsync<string>("Echo", "")))).Length)
        .AddOrchestratorFunc("Forever", async Task (context) =>
        {
            while (true) await context.CallActivityAsync("Echo", "");
        })
        .AddOrchestratorFunc<string>("Wait", context => context.WaitForExternalEvent<string>("Go"));

    [Fact]
    public async Task Payload_OverTheLimit_IsRefusedWhereItIsMade()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks, options: Small);
        Assert.Equal("The input of|Task 'Grow' |The input of", (await engine.RunAsync("Large")).ReadOutputAs<string>());
        Assert.Contains("the limit is 100", (await engine.RunAsync("LargeResult")).FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("The custom status has 202", (await engine.RunAsync("LargeStatus")).FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        InvalidOperationException refused = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => engine.ScheduleAsync("Wait", TooLong));
        Assert.Contains("The input of the orchestration has 202 characters; the limit is 100", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FanOut_OverTheLimit_FailsTheCallThatIsOneTooMany()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks, options: Small);
        Assert.Equal(10, (await engine.RunAsync("Fan", 10)).ReadOutputAs<int>());
        Assert.Contains("10 open calls and timers", (await engine.RunAsync("Fan", 11)).FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_OverTheLimit_FailsTheInstance()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks, options: Small);
        Assert.Contains("has reached 50 events", (await engine.RunAsync("Forever")).FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_OverTheLimit_AreRefusedUntilSomeAreRead()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks, options: Small);
        string id = await engine.ScheduleAsync("Wait");
        await engine.IdleAsync();
        await engine.Client.SuspendInstanceAsync(id);
        for (int n = 0; n < 5; n++) await engine.Client.RaiseEventAsync(id, "Other", n);
        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.RaiseEventAsync(id, "Other", 6));
        Assert.Contains("5 unread messages", refused.Message, StringComparison.Ordinal);
        await engine.Client.ResumeInstanceAsync(id);
        await engine.IdleAsync();
        await engine.Client.RaiseEventAsync(id, "Go", "read");
        Assert.Equal("read", (await engine.EndOfAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Messages_LargeAndMany_AreTakenInTurnsAndFitASnapshot()
    {
        static void Collecting(DurableTaskRegistry tasks) => tasks.AddOrchestratorFunc<int, int>("Collect", async (context, count) =>
        {
            int length = 0;
            for (int n = 0; n < count; n++) length += (await context.WaitForExternalEvent<string>("Text")).Length;
            await context.WaitForExternalEvent<string>("End");
            return length;
        });

        await using TestEngine engine = await TestEngine.StartAsync(Collecting);
        string id = await engine.ScheduleAsync("Collect", 30);
        await engine.Client.SuspendInstanceAsync(id);
        for (int n = 0; n < 30; n++) await engine.Client.RaiseEventAsync(id, "Text", new string('x', 3_000_000));
        await engine.Client.ResumeInstanceAsync(id);
        await engine.IdleAsync();
        Assert.Equal(0, engine.Store.Instances.All.Single().State.Inbox.Count);
        await engine.Log.CompactAsync();
        MemoryDisk disk = engine.Kill();
        await using TestEngine again = await TestEngine.StartAsync(Collecting, disk);
        await again.Client.RaiseEventAsync(id, "End");
        Assert.Equal(90_000_000, (await again.EndOfAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Names_OverTheLimit_AreRefused()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        string name = new('n', 2000);
        await Assert.ThrowsAsync<ArgumentException>(() => engine.ScheduleAsync(name));
        await Assert.ThrowsAsync<ArgumentException>(() => engine.ScheduleAsync("Wait", id: name));
        await Assert.ThrowsAsync<ArgumentException>(() => engine.Client.RaiseEventAsync("some", name));
        await Assert.ThrowsAsync<ArgumentException>(() => engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions
        {
            Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["large"] = new('v', 100_000) },
        }));
    }

    [Fact]
    public async Task Record_OverTheLogsLimit_FailsTheInstanceAndNotTheEngine()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddActivityFunc<string, int>("Length", (_, text) => text.Length)
            .AddOrchestratorFunc<int, int>("Fan", async (context, count) =>
            {
                string large = new('x', 1_000_000);
                return (await Task.WhenAll(Enumerable.Range(0, count).Select(_ => context.CallActivityAsync<int>("Length", large)))).Sum();
            }));
        OrchestrationMetadata failed = await engine.RunAsync("Fan", 70);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed.RuntimeStatus);
        Assert.Contains("One step of the orchestration takes", failed.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(5_000_000, (await engine.RunAsync("Fan", 5)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Decisions_OverTheLimitInOneStep_FailTheInstance()
    {
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks.AddOrchestratorFunc("Flood", void (context) =>
            {
                while (true) context.SendEvent("nobody", "Hello", "");
            }),
            options: new DurableEngineOptions { DecisionsMax = 100 });
        Assert.Contains("decided 100 things in one step", (await engine.RunAsync("Flood")).FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_LargerThanTheLimit_FailsTheInstance()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks, options: new DurableEngineOptions { HistoryMaxBytes = 2000 });
        Assert.Contains("has reached 2000 bytes", (await engine.RunAsync("Forever")).FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FailureMessage_OverTheLimit_IsCut()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<string>("Fail", string (_) => throw new InvalidOperationException(new string('x', 10_000_000))));
        Assert.Equal(64 * 1024, (await engine.RunAsync("Fail")).FailureDetails!.ErrorMessage.Length);
    }

    [Fact]
    public async Task Reasons_OverTheLimit_AreRefused()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks, options: Small);
        string id = await engine.ScheduleAsync("Wait");
        foreach (Func<Task> act in new Func<Task>[]
                 {
                     () => engine.Client.SuspendInstanceAsync(id, TooLong),
                     () => engine.Client.ResumeInstanceAsync(id, TooLong),
                     () => engine.Client.RewindInstanceAsync(id, TooLong),
                     () => engine.Client.TerminateInstanceAsync(id, TooLong),
                     () => engine.Client.RaiseEventAsync(id, "Go", TooLong),
                 })
        {
            InvalidOperationException refused = await Assert.ThrowsAnyAsync<InvalidOperationException>(act);
            Assert.Contains("the limit is 100", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task NamesInAnOrchestrator_OverTheLimit_FailTheCall()
    {
        string name = new('n', 2000);
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<int>("Names", async context =>
            {
                int refused = 0;
                foreach (Func<Task> call in new Func<Task>[]
                         {
                             () => context.CallActivityAsync(name),
                             () => context.CallSubOrchestratorAsync(name),
                             () => context.CallSubOrchestratorAsync("Names", new SubOrchestrationOptions(instanceId: name)),
                         })
                {
                    try
                    {
                        await call();
                    }
                    catch (ArgumentException)
                    {
                        refused++;
                    }
                }

                return refused;
            }));
        Assert.Equal(3, (await engine.RunAsync("Names")).ReadOutputAs<int>());
    }
}
