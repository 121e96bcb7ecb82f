using Embedded.DurableTask.Tests.Harness;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.Engine;

public sealed class ChildTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Call_TwoHundredLevelsDeep_ComesBackUp(bool replaysAlways)
    {
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks.AddOrchestratorFunc<int, int>("Level", async (context, depth) =>
                depth == 0 ? 0 : 1 + await context.CallSubOrchestratorAsync<int>("Level", depth - 1)),
            options: Modes.Options(replaysAlways));
        Assert.Equal(200, (await engine.RunAsync("Level", 200)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Call_OfAnIdThatRuns_FailsTheCallAndLeavesTheOtherAlone()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<string>("Wait", context => context.WaitForExternalEvent<string>("Go"))
            .AddOrchestratorFunc<string>("Call", context => context.CallSubOrchestratorAsync<string>("Wait", new SubOrchestrationOptions(instanceId: "taken"))));
        await engine.ScheduleAsync("Wait", id: "taken");
        OrchestrationMetadata call = await engine.RunAsync("Call");
        Assert.Contains("'taken' is already running", call.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        await engine.Client.RaiseEventAsync("taken", "Go", "undisturbed");
        Assert.Equal("undisturbed", (await engine.EndOfAsync("taken")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Terminate_OfAChild_FailsTheCallWithoutDetails()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<string>("Wait", context => context.WaitForExternalEvent<string>("Go"))
            .AddOrchestratorFunc<string>("Call", async context =>
            {
                try
                {
                    return await context.CallSubOrchestratorAsync<string>("Wait", new SubOrchestrationOptions(instanceId: "child"));
                }
                catch (TaskFailedException e)
                {
                    return $"{e.TaskName} {e.TaskId} {(e.FailureDetails is null ? "no details" : "details")}";
                }
            }));
        string parent = await engine.ScheduleAsync("Call");
        await engine.Client.WaitForInstanceStartAsync("child");
        await engine.Client.TerminateInstanceAsync("child");
        Assert.Equal("Wait 0 no details", (await engine.EndOfAsync(parent)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Complete_AfterTheParentsIdIsUsedAgain_DoesNotReachTheNewOne()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<string>("Wait", context => context.WaitForExternalEvent<string>("Go"))
            .AddOrchestratorFunc<string>("Call", context => context.CallSubOrchestratorAsync<string>("Wait", new SubOrchestrationOptions(instanceId: "orphan")))
            .AddOrchestratorFunc<string>("Hold", context => context.CallSubOrchestratorAsync<string>("Wait", new SubOrchestrationOptions(instanceId: "own"))));
        await engine.ScheduleAsync("Call", id: "parent");
        await engine.Client.WaitForInstanceStartAsync("orphan");
        await engine.Client.TerminateInstanceAsync("parent");
        await engine.ScheduleAsync("Hold", id: "parent");
        await engine.Client.WaitForInstanceStartAsync("own");
        await engine.Client.RaiseEventAsync("orphan", "Go", "of the orphan");
        await engine.EndOfAsync("orphan");
        await engine.IdleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await engine.StateOfAsync("parent")).RuntimeStatus);
        await engine.Client.RaiseEventAsync("own", "Go", "of its own");
        Assert.Equal("of its own", (await engine.EndOfAsync("parent")).ReadOutputAs<string>());
    }
}
