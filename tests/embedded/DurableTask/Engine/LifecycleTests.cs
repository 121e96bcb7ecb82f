using Embedded.DurableTask.Tests.Harness;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.Engine;

public sealed class LifecycleTests
{
    private static readonly DateTimeOffset Later = new ManualTime().GetUtcNow().AddDays(1);

    private static void Tasks(DurableTaskRegistry tasks) => tasks
        .AddActivityFunc<int, int>("Same", (_, n) => n)
        .AddOrchestratorFunc<string>("Wait", async context => $"{await context.WaitForExternalEvent<string>("Go")} {await context.CallActivityAsync<int>("Same", 1)}")
        .AddOrchestratorFunc<string>("Sleep", async context =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return "slept";
        })
        .AddOrchestratorFunc<string>("Quick", _ => "done")
        .AddOrchestratorFunc<string, string>("Fail", string (_, text) => throw new InvalidOperationException(text))
        .AddOrchestratorFunc<int, string>("Tree", async (context, depth) =>
        {
            if (depth == 0) return await context.WaitForExternalEvent<string>("Go");
            await Task.WhenAll(Enumerable.Range(0, 2).Select(n =>
                context.CallSubOrchestratorAsync<string>("Tree", depth - 1, new SubOrchestrationOptions(instanceId: $"{context.InstanceId}/{n}"))));
            return "all";
        });

    /// <summary>An instance in each state it can be in: id, and the status a client sees.</summary>
    public static TheoryData<string, OrchestrationRuntimeStatus> States => new()
    {
        { "pending", OrchestrationRuntimeStatus.Pending },
        { "waiting", OrchestrationRuntimeStatus.Running },
        { "sleeping", OrchestrationRuntimeStatus.Running },
        { "suspended", OrchestrationRuntimeStatus.Suspended },
        { "pending-suspended", OrchestrationRuntimeStatus.Suspended },
        { "completed", OrchestrationRuntimeStatus.Completed },
        { "failed", OrchestrationRuntimeStatus.Failed },
        { "terminated", OrchestrationRuntimeStatus.Terminated },
    };

    [Theory]
    [MemberData(nameof(States))]
    public async Task Terminate_InEachState_EndsWhatLivesAndNothingElse(string id, OrchestrationRuntimeStatus before)
    {
        await using TestEngine engine = await StartInEachStateAsync();
        Assert.Equal(before, (await engine.StateOfAsync(id)).RuntimeStatus);
        await engine.Client.TerminateInstanceAsync(id, "enough");
        await engine.IdleAsync();
        OrchestrationMetadata after = await engine.StateOfAsync(id);
        bool hadEnded = before is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;
        Assert.Equal(hadEnded ? before : OrchestrationRuntimeStatus.Terminated, after.RuntimeStatus);
        if (!hadEnded) Assert.Equal("enough", after.ReadOutputAs<string>());
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task SuspendAndResume_InEachState_ChangesNothingInTheEnd(string id, OrchestrationRuntimeStatus before)
    {
        await using TestEngine engine = await StartInEachStateAsync();
        bool hadEnded = (await engine.StateOfAsync(id)).IsCompleted;
        await engine.Client.SuspendInstanceAsync(id, "pause");
        await engine.Client.SuspendInstanceAsync(id, "pause again");
        Assert.Equal(hadEnded ? before : OrchestrationRuntimeStatus.Suspended, (await engine.StateOfAsync(id)).RuntimeStatus);
        await engine.Client.RaiseEventAsync(id, "Go", "gone");
        ((ManualTime)engine.Time).Advance(TimeSpan.FromDays(2));
        await engine.IdleAsync();
        Assert.Equal(hadEnded ? before : OrchestrationRuntimeStatus.Suspended, (await engine.StateOfAsync(id)).RuntimeStatus);
        await engine.Client.ResumeInstanceAsync(id);
        await engine.Client.ResumeInstanceAsync(id);
        OrchestrationMetadata end = await engine.DriveToEndAsync(id);
        if (!hadEnded) Assert.Equal(id == "sleeping" ? "slept" : "gone 1", end.ReadOutputAs<string>());
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task Kill_InEachState_KeepsTheState(string id, OrchestrationRuntimeStatus before)
    {
        TestEngine engine = await StartInEachStateAsync();
        OrchestrationMetadata was = await engine.StateOfAsync(id);
        MemoryDisk disk = engine.Kill();
        await engine.DisposeAsync();
        await using TestEngine again = await TestEngine.StartAsync(Tasks, disk, new ManualTime());
        await again.IdleAsync();
        OrchestrationMetadata state = await again.StateOfAsync(id);
        Assert.Equal(before, state.RuntimeStatus);
        Assert.Equal((was.SerializedInput, was.SerializedOutput, was.CreatedAt, was.LastUpdatedAt), (state.SerializedInput, state.SerializedOutput, state.CreatedAt, state.LastUpdatedAt));
        Assert.Equal(was.FailureDetails?.ErrorMessage, state.FailureDetails?.ErrorMessage);
    }

    [Fact]
    public async Task Terminate_Recursively_EndsTheWholeTreeBelow()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        await engine.ScheduleAsync("Tree", 3, "root");
        await engine.ScheduleAsync("Tree", 1, "other");
        await engine.IdleAsync();
        await engine.Client.TerminateInstanceAsync("root/0", new TerminateInstanceOptions("felled", Recursive: true));
        string[] terminated = await IdsAsync(engine, OrchestrationRuntimeStatus.Terminated);
        Assert.Equal(["root/0", "root/0/0", "root/0/0/0", "root/0/0/1", "root/0/1", "root/0/1/0", "root/0/1/1"], terminated);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await engine.StateOfAsync("other/1")).RuntimeStatus);
    }

    [Fact]
    public async Task Purge_Recursively_ForgetsTheTreeAndFreesItsIds()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        await engine.ScheduleAsync("Tree", 2, "root");
        await engine.IdleAsync();
        Assert.Equal(0, (await engine.Client.PurgeInstanceAsync("root")).PurgedInstanceCount);
        await engine.Client.TerminateInstanceAsync("root", new TerminateInstanceOptions(Recursive: true));
        Assert.Equal(7, (await engine.Client.PurgeInstanceAsync("root", new PurgeInstanceOptions(Recursive: true))).PurgedInstanceCount);
        Assert.Empty(await IdsAsync(engine));
        Assert.Equal("done", (await engine.RunAsync("Quick", id: "root/1")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Restart_OfWhatRuns_IsRefusedUnderItsOwnId()
    {
        await using TestEngine engine = await StartInEachStateAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.RestartAsync("waiting"));
        string copy = await engine.Client.RestartAsync("waiting", restartWithNewInstanceId: true);
        await engine.Client.RaiseEventAsync(copy, "Go", "copied");
        Assert.Equal("copied 1", (await engine.EndOfAsync(copy)).ReadOutputAs<string>());
        Assert.Equal("done", (await engine.EndOfAsync(await engine.Client.RestartAsync("completed"))).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Schedule_WithTheIdOfWhatEnded_WaitsForTheNewOneOnly()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        for (int n = 0; n < 200; n++)
        {
            await engine.ScheduleAsync("Wait", id: "again");
            await engine.Client.TerminateInstanceAsync("again", n);
            await engine.ScheduleAsync("Quick", id: "again");
            Assert.Equal("done", (await engine.EndOfAsync("again")).ReadOutputAs<string>());
        }
    }

    [Fact]
    public async Task Schedule_WithAnIdThatLives_IsRefusedWhateverMayBeDeduplicated()
    {
        await using TestEngine engine = await StartInEachStateAsync();
        foreach (string id in new[] { "pending", "waiting", "suspended" })
        {
            Exception refused = await Assert.ThrowsAnyAsync<Exception>(() => engine.ScheduleAsync("Quick", id: id));
            Assert.Equal("DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException", refused.GetType().FullName);
        }
    }

    private static async Task<TestEngine> StartInEachStateAsync()
    {
        TestEngine engine = await TestEngine.StartAsync(Tasks, time: new ManualTime());
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("pending", Later));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("pending-suspended", Later));
        await engine.Client.SuspendInstanceAsync("pending-suspended");
        foreach (string id in new[] { "waiting", "suspended", "terminated" }) await engine.ScheduleAsync("Wait", id: id);
        await engine.ScheduleAsync("Sleep", id: "sleeping");
        await engine.IdleAsync();
        await engine.Client.SuspendInstanceAsync("suspended");
        await engine.Client.TerminateInstanceAsync("terminated", "before");
        await engine.RunAsync("Quick", id: "completed");
        await engine.RunAsync("Fail", "badly", "failed");
        return engine;
    }

    private static async Task<string[]> IdsAsync(TestEngine engine, params OrchestrationRuntimeStatus[] statuses)
    {
        var ids = new List<string>();
        await foreach (OrchestrationMetadata instance in engine.Client.GetAllInstancesAsync(new OrchestrationQuery(Statuses: statuses))) ids.Add(instance.InstanceId);
        return [.. ids];
    }
}
