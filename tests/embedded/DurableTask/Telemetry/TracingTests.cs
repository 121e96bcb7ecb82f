using System.Diagnostics;
using Embedded.DurableTask.Engine;
using Embedded.DurableTask.Tests.Harness;
using Embedded.Storage;
using Microsoft.DurableTask;

namespace Embedded.DurableTask.Tests.Telemetry;

public sealed class TracingTests
{
    private const string SpawnTree = """
        Producer create_orchestration:Spawn
          Server orchestration:Spawn
            Client activity:Compile
              Server activity:Compile
            Client orchestration:Provision
              Server orchestration:Provision
                Client activity:Put !
                  Server activity:Put !
                Internal orchestration:Provision:timer
                Client activity:Put
                  Server activity:Put
            Client activity:Activate
              Server activity:Activate
        """;

    private int _puts;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_ChildrenAndRetries_OneTraceOfExactSpans(bool replaysAlways)
    {
        string owner = $"{nameof(Run_ChildrenAndRetries_OneTraceOfExactSpans)}-{replaysAlways}";
        using var recorder = new SpanRecorder(owner);
        await using TestEngine engine = await StartAsync(owner, replaysAlways: replaysAlways);
        await engine.ScheduleAsync("Spawn", id: "spawn");
        await engine.DriveToEndAsync("spawn");
        Assert.Equal(SpawnTree, recorder.Tree());
        Assert.Single(recorder.Spans.Select(span => span.TraceId).Distinct());
        Assert.Equal(recorder.Spans.Count, recorder.Spans.Select(span => span.SpanId).Distinct().Count());
        Activity provision = recorder.Spans.Single(span => span is { DisplayName: "orchestration:Provision", Kind: ActivityKind.Server });
        Assert.Equal(TimeSpan.FromSeconds(30), provision.Duration);
        Assert.Equal("Completed", provision.GetTagItem("durabletask.task.status"));
        Assert.Equal("orchestration", provision.GetTagItem("durabletask.type"));
        Assert.Equal("Provision", provision.GetTagItem("durabletask.task.name"));
        Assert.Equal("spawn/provision", provision.GetTagItem("durabletask.task.instance_id"));
    }

    /// <summary>The process dies in the pause before the second attempt: the trace goes on, and what was told is not told again.</summary>
    [Fact]
    public async Task Restart_InTheMiddle_TraceGoesOnWithoutDuplicates()
    {
        const string Owner = nameof(Restart_InTheMiddle_TraceGoesOnWithoutDuplicates);
        using var recorder = new SpanRecorder(Owner);
        var time = new ManualTime();
        TestEngine engine = await StartAsync(Owner, time: time);
        await engine.ScheduleAsync("Spawn", id: "spawn");
        await engine.IdleAsync();
        Assert.Contains(recorder.Spans, span => span is { DisplayName: "activity:Put", Kind: ActivityKind.Client });
        MemoryDisk disk = engine.Kill();
        await engine.DisposeAsync();

        await using TestEngine again = await StartAsync(Owner, disk, time);
        await again.DriveToEndAsync("spawn");
        Assert.Equal(SpawnTree, recorder.Tree());
        Assert.Single(recorder.Spans.Select(span => span.TraceId).Distinct());
    }

    [Fact]
    public async Task Restart_FromSnapshot_KeepsTheTrace()
    {
        const string Owner = nameof(Restart_FromSnapshot_KeepsTheTrace);
        using var recorder = new SpanRecorder(Owner);
        var time = new ManualTime();
        TestEngine engine = await StartAsync(Owner, time: time);
        await engine.ScheduleAsync("Spawn", id: "spawn");
        await engine.IdleAsync();
        await engine.Log.CompactAsync();
        MemoryDisk disk = engine.Kill();
        await engine.DisposeAsync();

        await using TestEngine again = await StartAsync(Owner, disk, time);
        await again.DriveToEndAsync("spawn");
        Assert.Equal(SpawnTree, recorder.Tree());
    }

    [Fact]
    public async Task Schedule_InACallersTrace_HangsFromIt()
    {
        const string Owner = nameof(Schedule_InACallersTrace_HangsFromIt);
        using var recorder = new SpanRecorder(Owner);
        await using TestEngine engine = await StartAsync(Owner);
        using Activity caller = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        await engine.ScheduleAsync("Spawn", id: "spawn");
        caller.Stop();
        await engine.DriveToEndAsync("spawn");
        Assert.All(recorder.Spans, span => Assert.Equal(caller.TraceId, span.TraceId));
        Assert.Equal(caller.SpanId, recorder.Spans.Single(span => span.DisplayName == "create_orchestration:Spawn").ParentSpanId);
    }

    [Fact]
    public async Task ContinueAsNew_EachGenerationASpanOfTheSameTrace()
    {
        const string Owner = nameof(ContinueAsNew_EachGenerationASpanOfTheSameTrace);
        using var recorder = new SpanRecorder(Owner);
        await using TestEngine engine = await StartAsync(Owner);
        await engine.ScheduleAsync("Count", 2, id: "count");
        await engine.DriveToEndAsync("count");
        string tree = """
            Producer create_orchestration:Count
              Server orchestration:Count
                Internal orchestration:Count:timer
              Server orchestration:Count
                Internal orchestration:Count:timer
              Server orchestration:Count
                Internal orchestration:Count:timer
            """;
        Assert.Equal(tree, recorder.Tree());
        Assert.Equal(
            ["ContinuedAsNew", "ContinuedAsNew", "Completed"],
            recorder.Spans.Where(span => span.Kind == ActivityKind.Server).OrderBy(span => span.StartTimeUtc).Select(span => span.GetTagItem("durabletask.task.status")));
    }

    [Fact]
    public async Task Terminate_OrchestrationIsTold()
    {
        const string Owner = nameof(Terminate_OrchestrationIsTold);
        using var recorder = new SpanRecorder(Owner);
        await using TestEngine engine = await StartAsync(Owner);
        await engine.ScheduleAsync("Count", 2, id: "count");
        await engine.IdleAsync();
        await engine.Client.TerminateInstanceAsync("count");
        await engine.EndOfAsync("count");
        await engine.IdleAsync();
        Activity told = Assert.Single(recorder.Spans, span => span.Kind == ActivityKind.Server);
        Assert.Equal("Terminated", told.GetTagItem("durabletask.task.status"));
    }

    [Fact]
    public async Task Schedule_WithoutAListener_LeavesNoTrace()
    {
        await using TestEngine engine = await StartAsync(owner: null);
        await engine.ScheduleAsync("Spawn", id: "spawn");
        Assert.True(engine.Store.Instances.TryFind("spawn", out Embedded.DurableTask.Store.Instance? instance));
        Assert.Null(instance.State.Start.Trace);
    }

    private Task<TestEngine> StartAsync(string? owner, MemoryDisk? disk = null, ManualTime? time = null, bool replaysAlways = false) => TestEngine.StartAsync(
        Register, disk, time ?? new ManualTime(), new DurableEngineOptions { ReplaysAlways = replaysAlways, Owner = owner });

    private void Register(DurableTaskRegistry tasks)
    {
        tasks.AddOrchestratorFunc("Spawn", async context =>
        {
            await context.CallActivityAsync("Compile");
            await context.CallSubOrchestratorAsync("Provision", options: new SubOrchestrationOptions { InstanceId = $"{context.InstanceId}/provision" });
            await context.CallActivityAsync("Activate");
        });
        tasks.AddOrchestratorFunc("Provision", context =>
            context.CallActivityAsync("Put", options: TaskOptions.FromRetryPolicy(new RetryPolicy(2, TimeSpan.FromSeconds(30)))));
        tasks.AddOrchestratorFunc<int>("Count", async (context, left) =>
        {
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            if (left > 0) context.ContinueAsNew(left - 1);
        });
        tasks.AddActivityFunc("Compile", _ => { });
        tasks.AddActivityFunc("Activate", _ => { });
        tasks.AddActivityFunc("Put", _ =>
        {
            if (Interlocked.Increment(ref _puts) == 1) throw new InvalidOperationException("busy");
        });
    }
}
