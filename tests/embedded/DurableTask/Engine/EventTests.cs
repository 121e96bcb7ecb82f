using Embedded.DurableTask.Tests.Harness;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Tests.Engine;

public sealed class EventTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ContinueAsNew_WhileEventsPourIn_LosesAndDoublesNone(bool replaysAlways)
    {
        const int Count = 400;
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks
                .AddActivityFunc<int, int>("Same", (_, n) => n)
                .AddOrchestratorFunc<List<int>, List<int>>("Collect", async (context, got) =>
                {
                    got.Add(await context.CallActivityAsync<int>("Same", await context.WaitForExternalEvent<int>("Number")));
                    if (got.Count < Count) context.ContinueAsNew(got);
                    return got;
                }),
            options: Modes.Options(replaysAlways));
        string id = await engine.ScheduleAsync("Collect", new List<int>());
        await Task.WhenAll(Enumerable.Range(0, Count).Select(n => engine.Client.RaiseEventAsync(id, "Number", n)));
        Assert.Equal(Enumerable.Range(0, Count), (await engine.EndOfAsync(id)).ReadOutputAs<List<int>>()!.Order());
    }

    [Fact]
    public async Task Raise_WithAPayloadThatDoesNotFit_FailsTheInstance()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks.AddOrchestratorFunc<string>("Wait", async context =>
        {
            try
            {
                return $"{await context.WaitForExternalEvent<int>("Number")}";
            }
            catch (Exception)
            {
                return "caught";
            }
        }));
        string id = await engine.ScheduleAsync("Wait");
        await engine.IdleAsync();
        await engine.Client.RaiseEventAsync(id, "Number", "twelve");
        OrchestrationMetadata end = await engine.EndOfAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Equal("System.Text.Json.JsonException", end.FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task Wait_ForAnotherType_IsRefusedWhileOneIsOpen()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks.AddOrchestratorFunc<string>("Wait", async context =>
        {
            _ = context.WaitForExternalEvent<int>("Number");
            return await context.WaitForExternalEvent<string>("number");
        }));
        Assert.Equal(typeof(ArgumentException).FullName, (await engine.RunAsync("Wait")).FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task Wait_NobodyCatchesItsTimeout_FailsAsAggregate()
    {
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks.AddOrchestratorFunc<string>("Wait", context => context.WaitForExternalEvent<string>("Never", TimeSpan.FromDays(1))),
            time: new ManualTime());
        OrchestrationMetadata end = await engine.DriveToEndAsync(await engine.ScheduleAsync("Wait"));
        Assert.Equal(typeof(AggregateException).FullName, end.FailureDetails!.ErrorType);
        Assert.Equal(typeof(TaskCanceledException).FullName, end.FailureDetails.InnerFailure!.ErrorType);
    }

    [Fact]
    public async Task ContinueAsNew_GivingUpItsEvents_StartsWithoutThem()
    {
        await using TestEngine engine = await TestEngine.StartAsync(
            tasks => tasks.AddOrchestratorFunc<int, string>("Wait", async (context, generation) =>
            {
                if (generation == 1)
                {
                    await context.WaitForExternalEvent<string>("Go");
                    context.ContinueAsNew(2, preserveUnprocessedEvents: false);
                    return "";
                }

                Task<string> extra = context.WaitForExternalEvent<string>("Extra");
                await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
                return extra.IsCompleted ? "kept" : "dropped";
            }),
            time: new ManualTime());
        string id = await engine.ScheduleAsync("Wait", 1);
        await engine.Client.RaiseEventAsync(id, "Extra", "x");
        await engine.Client.RaiseEventAsync(id, "Go", "x");
        Assert.Equal("dropped", (await engine.DriveToEndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task ContinueAsNew_TenThousandTimes_KeepsNothingOfTheEarlierGenerations()
    {
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, int>("Count", async (context, n) =>
            {
                using var cancel = new CancellationTokenSource();
                Task timer = context.CreateTimer(TimeSpan.FromDays(1), cancel.Token);
                context.SendEvent(context.InstanceId, "On", n);
                Task<int> on = context.WaitForExternalEvent<int>("On");
                await Task.WhenAny(timer, on);
                cancel.Cancel();
                if (n < 10_000) context.ContinueAsNew(n + 1);
                return await on;
            }));
        OrchestrationMetadata end = await engine.RunAsync("Count", 1);
        Assert.Equal(10_000, end.ReadOutputAs<int>());
        Assert.Null(engine.Engine.NextTimerDue);
        await engine.Log.CompactAsync();
        Assert.True(engine.Disk.TotalBytes < 4096, $"{engine.Disk.TotalBytes} bytes are left");
    }

    [Fact]
    public async Task ContinueAsNew_WithManyEventsWaiting_DoesNotWriteThemDownAgainEachTime()
    {
        const int Count = 3_000;
        await using TestEngine engine = await TestEngine.StartAsync(tasks => tasks.AddOrchestratorFunc<int, int>("Eternal", async (context, sum) =>
        {
            int seen = await context.WaitForExternalEvent<int>("Add");
            if (seen < Count) context.ContinueAsNew(sum + seen);
            return sum + seen;
        }));
        string id = await engine.ScheduleAsync("Eternal", 0);
        await engine.Client.SuspendInstanceAsync(id);
        for (int number = 1; number <= Count; number++) await engine.Client.RaiseEventAsync(id, "Add", number);
        long before = engine.Disk.TotalBytes;
        await engine.Client.ResumeInstanceAsync(id);

        Assert.Equal(Count * (Count + 1) / 2, (await engine.EndOfAsync(id)).ReadOutputAs<int>());
        Assert.InRange(engine.Disk.TotalBytes - before, 0, Count * 2_048L);
    }
}
