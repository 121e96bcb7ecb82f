using DurableTask.Core.History;
using Embedded.DurableTask.Tests.Harness;
using Microsoft.DurableTask;

namespace Embedded.DurableTask.Tests.Engine;

public sealed class HistoryTests
{
    private static void Tasks(DurableTaskRegistry tasks) => tasks
        .AddActivityFunc<string, string>("Echo", (_, text) => text)
        .AddActivityFunc<string, string>("Fail", string (_, text) => throw new TimeoutException(text))
        .AddOrchestratorFunc<string, string>("Child", (context, text) => context.CallActivityAsync<string>("Echo", text))
        .AddOrchestratorFunc<string, string>("All", async (context, text) =>
        {
            await context.CallSubOrchestratorAsync<string>("Child", text, new SubOrchestrationOptions(instanceId: "child"));
            await context.CreateTimer(context.CurrentUtcDateTime.AddMilliseconds(1), CancellationToken.None);
            context.SendEvent("nobody", "Hello", "there");
            await context.WaitForExternalEvent<string>("Go");
            try
            {
                await context.CallActivityAsync("Fail", "why");
            }
            catch (TaskFailedException)
            {
                return text;
            }

            return "";
        })
        .AddOrchestratorFunc<string>("Wait", context => context.WaitForExternalEvent<string>("Go"))
        .AddOrchestratorFunc<int, int>("Again", async (context, left) =>
        {
            await context.CallActivityAsync("Echo", "x");
            if (left > 0) context.ContinueAsNew(left - 1);
            return left;
        });

    [Fact]
    public async Task History_OfACompletedInstance_TellsAllItDidWithInputsAndOutputs()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        await engine.ScheduleAsync("All", "in", "all");
        await engine.Client.RaiseEventAsync("all", "Go", "now");
        await engine.EndOfAsync("all");
        IList<HistoryEvent> history = await engine.Client.GetOrchestrationHistoryAsync("all");

        Assert.Equal([EventType.OrchestratorStarted, EventType.ExecutionStarted], history.Take(2).Select(entry => entry.EventType));
        Assert.Equal(("All", "\"in\""), (Single<ExecutionStartedEvent>(history).Name, Single<ExecutionStartedEvent>(history).Input));
        SubOrchestrationInstanceCreatedEvent child = Single<SubOrchestrationInstanceCreatedEvent>(history);
        Assert.Equal(("Child", "child", "\"in\""), (child.Name, child.InstanceId, child.Input));
        Assert.Equal((child.EventId, "\"in\""), (Single<SubOrchestrationInstanceCompletedEvent>(history).TaskScheduledId, Single<SubOrchestrationInstanceCompletedEvent>(history).Result));
        Assert.Equal(Single<TimerCreatedEvent>(history).EventId, Single<TimerFiredEvent>(history).TimerId);
        Assert.Equal(Single<TimerCreatedEvent>(history).FireAt, Single<TimerFiredEvent>(history).FireAt);
        Assert.Equal(("nobody", "Hello", "\"there\""), (Single<EventSentEvent>(history).InstanceId, Single<EventSentEvent>(history).Name, Single<EventSentEvent>(history).Input));
        Assert.Equal(("Go", "\"now\""), (Single<EventRaisedEvent>(history).Name, Single<EventRaisedEvent>(history).Input));
        Assert.Equal(("Fail", "\"why\""), (Single<TaskScheduledEvent>(history).Name, Single<TaskScheduledEvent>(history).Input));
        Assert.Equal(
            (Single<TaskScheduledEvent>(history).EventId, "System.TimeoutException", "why"),
            (Single<TaskFailedEvent>(history).TaskScheduledId, Single<TaskFailedEvent>(history).FailureDetails!.ErrorType, Single<TaskFailedEvent>(history).Reason));
        Assert.Equal("\"in\"", Assert.IsType<ExecutionCompletedEvent>(history[^1]).Result);
        Assert.Equal(history.Select(entry => entry.Timestamp).Order(), history.Select(entry => entry.Timestamp));

        IList<HistoryEvent> childs = await engine.Client.GetOrchestrationHistoryAsync("child");
        Assert.Equal("all", Single<ExecutionStartedEvent>(childs).ParentInstance!.OrchestrationInstance!.InstanceId);
        Assert.Equal("\"in\"", Single<TaskCompletedEvent>(childs).Result);
    }

    [Fact]
    public async Task History_OfARunningOrTerminatedInstance_IsThereToo()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        await engine.ScheduleAsync("Wait", id: "wait");
        await engine.IdleAsync();
        Assert.Equal(
            [EventType.OrchestratorStarted, EventType.ExecutionStarted, EventType.OrchestratorCompleted],
            (await engine.Client.GetOrchestrationHistoryAsync("wait")).Select(entry => entry.EventType));
        await engine.Client.TerminateInstanceAsync("wait", "enough");
        Assert.Equal("\"enough\"", Assert.IsType<ExecutionTerminatedEvent>((await engine.Client.GetOrchestrationHistoryAsync("wait"))[^1]).Input);
    }

    [Fact]
    public async Task History_AfterContinueAsNew_IsThatOfTheLastGeneration()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        await engine.RunAsync("Again", 3, "again");
        ExecutionStartedEvent start = Single<ExecutionStartedEvent>(await engine.Client.GetOrchestrationHistoryAsync("again"));
        Assert.Equal((3, "0"), (start.Generation, start.Input));
    }

    [Fact]
    public async Task History_OfNobody_IsRefused()
    {
        await using TestEngine engine = await TestEngine.StartAsync(Tasks);
        await Assert.ThrowsAsync<ArgumentException>(() => engine.Client.GetOrchestrationHistoryAsync("nobody"));
    }

    private static T Single<T>(IEnumerable<HistoryEvent> history) => Assert.Single(history.OfType<T>());
}
