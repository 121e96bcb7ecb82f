using System.Collections.Concurrent;
using System.Globalization;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Testing;
using PlatformDeployer.Benchmarks.Measuring;

namespace PlatformDeployer.Benchmarks.Engine;

/// <summary>How many activities a second the durable engine completes, every outcome durable, what one step of a sequence takes, and a wide fan-out; each beside a peer.</summary>
internal sealed class EngineBenchmark : IBenchmark
{
    private const int Orchestrations = 1_000;
    private const int ActivitiesEach = 5;
    private const int SequenceSteps = 1_000;
    private const int FanOut = 10_000;
    private const int Rounds = 5;
    private const double PerSecondTarget = 20_000;
    private const double StepTarget = 1.5;
    private const string Chain = "Chain";
    private const string Fan = "Fan";
    private const string Step = "Step";

    // a transition of a step: two small records
    private const int FloorBytes = 300;
    private static readonly TimeSpan SetSync = TimeSpan.FromMilliseconds(2);

    public string Name => "engine";

    public string Description =>
        $"{Orchestrations:N0} orchestrations of {ActivitiesEach} activities at once; one of {SequenceSteps:N0} in sequence; a fan-out and fan-in of {FanOut:N0}";

    public async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        ILogDisk Folder() => new FolderDisk(run.NewFolder("engine"));
        PeerEngine peer = await PeerEngine.InstallAsync(run, cancellationToken);
        await ShowManyAsync(run, peer, "the disk", Folder, hasTarget: true, cancellationToken);
        await ShowManyAsync(run, peer, "memory", () => new MemoryDisk(), hasTarget: false, cancellationToken);
        await ShowSequenceAsync(run, "the disk", Folder, cancellationToken);
        await ShowSequenceAsync(run, $"an fsync of {SetSync.TotalMilliseconds:F0} ms", () => new CountingDisk(new MemoryDisk(), SetSync), cancellationToken);
        await ShowSequenceInMemoryAsync(run, peer, cancellationToken);
        await ShowFanOutAsync(run, peer, Folder(), cancellationToken);
        run.LimitedBy("many at once and the fan-out: the processor (scheduling, serialization, a wake-up each); one sequence: one fsync a step");
    }

    private static string Step50(Series steps) => string.Create(
        CultureInfo.InvariantCulture, $"p50 {steps.Median.TotalMilliseconds:F3} ms, p99 {steps.At(0.99).TotalMilliseconds:F3} ms");

    private static async Task ShowManyAsync(BenchmarkRun run, PeerEngine peer, string where, Func<ILogDisk> open, bool hasTarget, CancellationToken cancellationToken)
    {
        await ManyAsync(run, open(), cancellationToken);
        var rates = new List<(double PerSecond, double PerSync)>();
        for (int round = 0; round < Rounds; round++) rates.Add(await ManyAsync(run, open(), cancellationToken));
        (double PerSecond, double PerSync)[] sorted = [.. rates.OrderBy(rate => rate.PerSecond)];
        (double median, double perSync) = sorted[Rounds / 2];
        string figure = string.Create(
            CultureInfo.InvariantCulture,
            $"median {median:N0} activities/s (min {sorted[0].PerSecond:N0}, max {sorted[^1].PerSecond:N0} of {Rounds} rounds); {perSync:F1} activities an fsync");
        if (await peer.MeasureAsync("chain", Orchestrations, ActivitiesEach, cancellationToken) is { } other) figure += Beside(other.PerSecond, median / other.PerSecond);
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

    private static async Task ShowSequenceInMemoryAsync(BenchmarkRun run, PeerEngine peer, CancellationToken cancellationToken)
    {
        Series memory = await SequenceAsync(run, new MemoryDisk(), cancellationToken);
        string figure = Step50(memory);
        if (await peer.MeasureAsync("chain", 1, SequenceSteps, cancellationToken) is { } other)
            figure += string.Create(CultureInfo.InvariantCulture, $"; the peer {other.StepMilliseconds:F3} ms, {other.StepMilliseconds / memory.Median.TotalMilliseconds:F0} times as long");
        run.Figure("a step of a sequence, memory", figure);
    }

    private static async Task ShowFanOutAsync(BenchmarkRun run, PeerEngine peer, ILogDisk disk, CancellationToken cancellationToken)
    {
        await using DurableTaskTestHost host = await StartAsync(disk, run.Time, steps: null, cancellationToken);
        await host.RunAsync(Fan, 1, 100, cancellationToken);
        TimeSpan took = await run.TimeAsync(() => host.RunAsync(Fan, 1, FanOut, cancellationToken));
        double perSecond = FanOut / took.TotalSeconds;
        string figure = string.Create(CultureInfo.InvariantCulture, $"{took.TotalMilliseconds:F0} ms, {perSecond:N0} activities/s");

        // the peer's cost grows with the square of the width, so that a tenth of it is kind to the peer
        if (await peer.MeasureAsync("fan", 1, FanOut / 10, cancellationToken) is { } other) figure += Beside(other.PerSecond, perSecond / other.PerSecond) + " (on a tenth of the width)";
        run.Figure($"a fan-out of {FanOut:N0}, the disk", figure);
    }

    private static string Beside(double peer, double ratio) => string.Create(CultureInfo.InvariantCulture, $"; the peer in memory {peer:N0}/s, ratio {ratio:F1}");

    private static TimeSpan Floor(BenchmarkRun run, ILogDisk disk) => DiskFloor.AppendAndSync(disk, run.Time, FloorBytes, count: 500).Median;

    private static async Task<(double PerSecond, double RecordsPerSync)> ManyAsync(BenchmarkRun run, ILogDisk disk, CancellationToken cancellationToken)
    {
        var counting = new CountingDisk(disk);
        await using DurableTaskTestHost host = await StartAsync(counting, run.Time, steps: null, cancellationToken);
        long syncs = counting.Syncs;
        TimeSpan took = await run.TimeAsync(() => host.RunAsync(Chain, Orchestrations, ActivitiesEach, cancellationToken));
        const double Activities = Orchestrations * ActivitiesEach;
        return (Activities / took.TotalSeconds, Activities / Math.Max(1, counting.Syncs - syncs));
    }

    private static async Task<Series> SequenceAsync(BenchmarkRun run, ILogDisk disk, CancellationToken cancellationToken)
    {
        var steps = new ConcurrentQueue<long>();
        await using DurableTaskTestHost host = await StartAsync(disk, run.Time, steps, cancellationToken);
        await host.RunAsync(Chain, 1, SequenceSteps, cancellationToken);
        long[] began = [.. steps];
        return new Series(began.Zip(began.Skip(1), (first, second) => run.Time.GetElapsedTime(first, second)));
    }

    private static Task<DurableTaskTestHost> StartAsync(ILogDisk disk, TimeProvider time, ConcurrentQueue<long>? steps, CancellationToken cancellationToken) =>
        EngineHost.StartAsync(
            disk,
            tasks => tasks
                .AddActivityFunc<int, int>(Step, (_, input) =>
                {
                    steps?.Enqueue(time.GetTimestamp());
                    return input + 1;
                })
                .AddOrchestratorFunc<int, int>(Chain, RunChainAsync)
                .AddOrchestratorFunc<int, int>(Fan, async (context, count) =>
                    (await Task.WhenAll(Enumerable.Range(0, count).Select(number => context.CallActivityAsync<int>(Step, number)))).Length),
            cancellationToken);

    private static async Task<int> RunChainAsync(TaskOrchestrationContext context, int count)
    {
        int value = 0;
        for (int step = 0; step < count; step++) value = await context.CallActivityAsync<int>(Step, value);
        return value;
    }
}
