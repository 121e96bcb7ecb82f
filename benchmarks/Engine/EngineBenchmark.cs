using System.Collections.Concurrent;
using System.Globalization;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Microsoft.Extensions.DependencyInjection;
using PlatformDeployer.Benchmarks.Measuring;

namespace PlatformDeployer.Benchmarks.Engine;

/// <summary>How many activities a second the durable engine completes, every outcome durable, and what one step of a sequence takes.</summary>
internal sealed class EngineBenchmark : IBenchmark
{
    private const int Orchestrations = 1_000;
    private const int ActivitiesEach = 5;
    private const int SequenceSteps = 1_000;
    private const int Rounds = 5;
    private const double PerSecondTarget = 20_000;
    private const double StepTarget = 1.5;
    private const string Chain = "Chain";
    private const string Step = "Step";

    // a transition of a step: two small records
    private const int FloorBytes = 300;
    private static readonly TimeSpan SetSync = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public string Name => "engine";

    public string Description => $"{Orchestrations:N0} orchestrations of {ActivitiesEach} activities at once, and one of {SequenceSteps:N0} in sequence";

    public async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        ILogDisk Folder() => new FolderDisk(run.NewFolder("engine"));
        await ShowManyAsync(run, "the disk", Folder, hasTarget: true, cancellationToken);
        await ShowManyAsync(run, "memory", () => new MemoryDisk(), hasTarget: false, cancellationToken);
        await ShowSequenceAsync(run, "the disk", Folder, cancellationToken);
        await ShowSequenceAsync(run, $"an fsync of {SetSync.TotalMilliseconds:F0} ms", () => new CountingDisk(new MemoryDisk(), SetSync), cancellationToken);
        Series memory = await SequenceAsync(run, new MemoryDisk(), cancellationToken);
        run.Figure("a step of a sequence, memory", Step50(memory));
        run.LimitedBy("many at once: the processor (scheduling, serialization, a wake-up each); one sequence: one fsync a step");
    }

    private static string Step50(Series steps) => string.Create(
        CultureInfo.InvariantCulture, $"p50 {steps.Median.TotalMilliseconds:F3} ms, p99 {steps.At(0.99).TotalMilliseconds:F3} ms");

    private static async Task ShowManyAsync(BenchmarkRun run, string where, Func<ILogDisk> open, bool hasTarget, CancellationToken cancellationToken)
    {
        await ManyAsync(run, open(), cancellationToken);
        var rates = new List<(double PerSecond, double PerSync)>();
        for (int round = 0; round < Rounds; round++) rates.Add(await ManyAsync(run, open(), cancellationToken));
        (double PerSecond, double PerSync)[] sorted = [.. rates.OrderBy(rate => rate.PerSecond)];
        (double median, double perSync) = sorted[Rounds / 2];
        string figure = string.Create(
            CultureInfo.InvariantCulture,
            $"median {median:N0} activities/s (min {sorted[0].PerSecond:N0}, max {sorted[^1].PerSecond:N0} of {Rounds} rounds); {perSync:F1} activities an fsync");
        if (hasTarget) run.Figure($"many at once, {where}", figure, $"{PerSecondTarget:N0}/s", median >= PerSecondTarget);
        else run.Figure($"many at once, {where}", figure);
    }

    /// <summary>The disk's own time changes from moment to moment, so it is measured on either side, and the better of the two counts.</summary>
    private static async Task ShowSequenceAsync(BenchmarkRun run, string where, Func<ILogDisk> open, CancellationToken cancellationToken)
    {
        TimeSpan before = Floor(run, open());
        Series sequence = await SequenceAsync(run, open(), cancellationToken);
        TimeSpan after = Floor(run, open());
        TimeSpan floor = before < after ? before : after;
        double ratio = sequence.Median / floor;
        run.Figure(
            $"a step of a sequence, {where}",
            string.Create(CultureInfo.InvariantCulture, $"{Step50(sequence)}; an fsync {floor.TotalMilliseconds:F3} ms; ratio {ratio:F2}"),
            string.Create(CultureInfo.InvariantCulture, $"{StepTarget}"),
            ratio <= StepTarget);
    }

    private static TimeSpan Floor(BenchmarkRun run, ILogDisk disk) => DiskFloor.AppendAndSync(disk, run.Time, FloorBytes, count: 500).Median;

    private static async Task<(double PerSecond, double RecordsPerSync)> ManyAsync(BenchmarkRun run, ILogDisk disk, CancellationToken cancellationToken)
    {
        var counting = new CountingDisk(disk);
        await using DurableTaskTestHost host = await StartAsync(counting, run.Time, steps: null, cancellationToken);
        long syncs = counting.Syncs;
        TimeSpan took = await run.TimeAsync(async () =>
        {
            string[] ids = await Task.WhenAll(Enumerable.Range(0, Orchestrations).Select(_ => host.Client.ScheduleNewOrchestrationInstanceAsync(Chain, ActivitiesEach, cancellationToken)));
            await Task.WhenAll(ids.Select(id => EndOfAsync(host, id, cancellationToken)));
        });
        const double Activities = Orchestrations * ActivitiesEach;
        return (Activities / took.TotalSeconds, Activities / Math.Max(1, counting.Syncs - syncs));
    }

    private static async Task<Series> SequenceAsync(BenchmarkRun run, ILogDisk disk, CancellationToken cancellationToken)
    {
        var steps = new ConcurrentQueue<long>();
        await using DurableTaskTestHost host = await StartAsync(disk, run.Time, steps, cancellationToken);
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync(Chain, SequenceSteps, cancellationToken);
        await EndOfAsync(host, id, cancellationToken);
        long[] began = [.. steps];
        return new Series(began.Zip(began.Skip(1), (first, second) => run.Time.GetElapsedTime(first, second)));
    }

    private static async Task EndOfAsync(DurableTaskTestHost host, string id, CancellationToken cancellationToken)
    {
        OrchestrationMetadata end = await host.Client.WaitForInstanceCompletionAsync(id, cancellationToken).WaitAsync(Limit, cancellationToken);
        if (end.RuntimeStatus != OrchestrationRuntimeStatus.Completed) throw new InvalidOperationException($"{id} ended {end.RuntimeStatus}: {end.FailureDetails}");
    }

    private static Task<DurableTaskTestHost> StartAsync(ILogDisk disk, TimeProvider time, ConcurrentQueue<long>? steps, CancellationToken cancellationToken) =>
        DurableTaskTestHost.StartAsync(
            registry =>
            {
                registry.AddActivityFunc<int, int>(Step, (_, input) =>
                {
                    steps?.Enqueue(time.GetTimestamp());
                    return input + 1;
                });
                registry.AddOrchestratorFunc<int, int>(Chain, RunChainAsync);
            },
            new DurableTaskTestHostOptions { ConfigureServices = services => services.AddSingleton(disk) },
            cancellationToken);

    private static async Task<int> RunChainAsync(TaskOrchestrationContext context, int count)
    {
        int value = 0;
        for (int step = 0; step < count; step++) value = await context.CallActivityAsync<int>(Step, value);
        return value;
    }
}
