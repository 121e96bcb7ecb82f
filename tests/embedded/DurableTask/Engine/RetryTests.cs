using Embedded.DurableTask.Tests.Harness;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.Engine;

public sealed class RetryTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Call_WithPolicy_PausesGrowUpToTheLongest(bool replaysAlways)
    {
        var time = new ManualTime();
        var attempts = new List<double>();
        DateTimeOffset start = time.GetUtcNow();
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks
                .AddActivityFunc<string>("Broken", string (_) =>
                {
                    attempts.Add((time.GetUtcNow() - start).TotalSeconds);
                    throw new TimeoutException("no");
                })
                .AddOrchestratorFunc<string>("Try", context => context.CallActivityAsync<string>("Broken", TaskOptions.FromRetryPolicy(
                    new RetryPolicy(5, TimeSpan.FromSeconds(1), backoffCoefficient: 3, maxRetryInterval: TimeSpan.FromSeconds(5))))),
            time: time,
            options: Modes.Options(replaysAlways));
        OrchestrationMetadata state = await engine.DriveToEndAsync(await engine.ScheduleAsync("Try"));
        Assert.Equal([0, 1, 4, 9, 14], attempts);
        Assert.Equal("Task 'Broken' (#8) failed with an unhandled exception: no", state.FailureDetails!.ErrorMessage);
        Assert.Equal(typeof(TimeoutException).FullName, state.FailureDetails.InnerFailure!.ErrorType);
        Assert.Equal(start.AddSeconds(14), state.LastUpdatedAt);
    }

    [Fact]
    public async Task Call_WithRetryTimeout_NoAttemptBeginsAfterIt()
    {
        var time = new ManualTime();
        int attempts = 0;
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks
                .AddActivityFunc<string>("Broken", string (_) => throw new TimeoutException($"{++attempts}"))
                .AddOrchestratorFunc<string>("Try", context => context.CallActivityAsync<string>("Broken", TaskOptions.FromRetryPolicy(
                    new RetryPolicy(100, TimeSpan.FromMinutes(1), retryTimeout: TimeSpan.FromMinutes(3))))),
            time: time);
        await engine.DriveToEndAsync(await engine.ScheduleAsync("Try"));
        Assert.Equal(4, attempts);
    }

    [Fact]
    public async Task Call_OfAMissingActivity_IsNeverRetried()
    {
        int asked = 0;
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks.AddOrchestratorFunc<string>("Try", context =>
            context.CallActivityAsync<string>("Nobody", TaskOptions.FromRetryHandler(_ =>
            {
                asked++;
                return true;
            }))));
        OrchestrationMetadata state = await engine.RunAsync("Try");
        Assert.Equal("ActivityTaskNotFound", state.FailureDetails!.InnerFailure!.ErrorType);
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task Call_WhoseFilterThrows_IsNotRetriedAndKeepsItsFailure()
    {
        int attempts = 0;
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddActivityFunc<string>("Broken", string (_) => throw new TimeoutException($"attempt {++attempts}"))
            .AddOrchestratorFunc<string>("Try", context => context.CallActivityAsync<string>("Broken", TaskOptions.FromRetryPolicy(
                new RetryPolicy(5, TimeSpan.FromMilliseconds(1)) { HandleFailure = _ => throw new InvalidOperationException("filter") }))));
        Assert.Equal("attempt 1", (await engine.RunAsync("Try")).FailureDetails!.InnerFailure!.ErrorMessage);
        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task Call_WhoseHandlerThrows_FailsWithWhatItThrew()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddActivityFunc<string>("Broken", string (_) => throw new TimeoutException("activity"))
            .AddOrchestratorFunc<string>("Try", context =>
                context.CallActivityAsync<string>("Broken", TaskOptions.FromRetryHandler(bool (_) => throw new FormatException("handler")))));
        Assert.Equal(typeof(FormatException).FullName, (await engine.RunAsync("Try")).FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task Call_WithAHandlerThatPauses_WaitsOnTheOrchestratorsClock()
    {
        var time = new ManualTime();
        DateTimeOffset start = time.GetUtcNow();
        int attempts = 0;
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks
                .AddActivityFunc<string>("Broken", string (_) => ++attempts < 4 ? throw new TimeoutException("no") : "yes")
                .AddOrchestratorFunc<string>("Try", context => context.CallActivityAsync<string>("Broken", TaskOptions.FromRetryHandler(async retry =>
                {
                    await retry.OrchestrationContext.CreateTimer(TimeSpan.FromHours(retry.LastAttemptNumber), CancellationToken.None);
                    return retry.TotalRetryTime < TimeSpan.FromDays(1);
                }))),
            time: time);
        OrchestrationMetadata state = await engine.DriveToEndAsync(await engine.ScheduleAsync("Try"));
        Assert.Equal("yes", state.ReadOutputAs<string>());
        Assert.Equal(start.AddHours(1 + 2 + 3), state.LastUpdatedAt);
    }
}
