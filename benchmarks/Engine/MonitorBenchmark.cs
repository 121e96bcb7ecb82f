using System.Collections.Concurrent;
using System.Globalization;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Testing;
using PlatformDeployer.Benchmarks.Measuring;

namespace PlatformDeployer.Benchmarks.Engine;

/// <summary>Monitors that sleep until they are woken: what so many cost, how soon one wakes, how long a restart takes, and what a compaction holds up.</summary>
internal sealed class MonitorBenchmark : IBenchmark
{
    private const int Monitors = 100_000;
    private const int Wakes = 2_000;
    private const string Monitor = "Monitor";
    private const string Look = "Look";
    private const string Wake = "Wake";
    private const long MiB = 1024 * 1024;

    private static readonly TimeSpan IdleSpan = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(1);

    public string Name => "monitors";

    public string Description => $"{Monitors:N0} sleeping monitors: memory, idle processor, wake-up, restart, compaction";

    public async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        var looked = new ConcurrentDictionary<string, TaskCompletionSource>(StringComparer.Ordinal);
        string folder = run.NewFolder("monitors");
        ProcessUse before = ProcessUse.AfterCollection();
        DurableTaskTestHost host = await StartAsync(folder, looked, cancellationToken);
        try
        {
            TimeSpan made = await run.TimeAsync(() => StartMonitorsAsync(host, cancellationToken));
            run.Figure("started", Text($"{made.TotalSeconds:F1} s, {Monitors / made.TotalSeconds:N0}/s"));
            ShowMemory(run, before);
            await ShowIdleAsync(run, cancellationToken);
            await ShowWakesAsync(run, host, looked, cancellationToken);
            await ShowCompactionAsync(run, host, cancellationToken);
        }
        finally
        {
            host.Abandon();
        }

        long began = run.Time.GetTimestamp();
        host = await StartAsync(folder, looked, cancellationToken);
        try
        {
            await WakeAsync(run, host, looked, Monitors - 1, cancellationToken);
            TimeSpan ready = run.Time.GetElapsedTime(began);
            run.Figure($"restart until one of {Monitors:N0} was woken", Text($"{ready.TotalSeconds:F2} s"), "5 s", ready < TimeSpan.FromSeconds(5));
        }
        finally
        {
            await host.DisposeAsync();
        }

        run.LimitedBy("memory: what waits for each in the store, and the orchestrators kept in memory; restart: reading and replaying what the log holds");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"monitor-{number:D6}");

    private static async Task StartMonitorsAsync(DurableTaskTestHost host, CancellationToken cancellationToken)
    {
        await Task.WhenAll(Enumerable.Range(0, Monitors).Select(number =>
            host.Client.ScheduleNewOrchestrationInstanceAsync(Monitor, 0, new StartOrchestrationOptions(IdOf(number)), cancellationToken)));
        await host.Engine.WhenIdleAsync().WaitAsync(cancellationToken);
    }

    private static void ShowMemory(BenchmarkRun run, ProcessUse before)
    {
        ProcessUse after = ProcessUse.AfterCollection();
        double resident = (after.ResidentBytes - before.ResidentBytes) / (double)MiB;
        run.Figure(
            "memory: resident, managed heap",
            Text($"{resident:F0} MiB, {(after.HeapBytes - before.HeapBytes) / (double)MiB:F0} MiB; {resident * 1024 / Monitors:F2} KiB each"),
            "600 MB",
            resident * MiB < 600e6);
    }

    private static async Task ShowIdleAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        TimeSpan used = ProcessUse.ProcessorTime();
        await Task.Delay(IdleSpan, run.Time, cancellationToken);
        double share = (ProcessUse.ProcessorTime() - used) / IdleSpan;
        run.Figure("idle", Text($"{share * 100:F2} % of a core over {IdleSpan.TotalSeconds:F0} s"), "1 %", share < 0.01);
    }

    private static async Task ShowWakesAsync(
        BenchmarkRun run, DurableTaskTestHost host, ConcurrentDictionary<string, TaskCompletionSource> looked, CancellationToken cancellationToken)
    {
        var times = new List<TimeSpan>();
        for (int wake = 0; wake < Wakes; wake++)
        {
            // far apart, so that each is one that has slept for long
            int number = (int)(wake * 7_919L % Monitors);
            times.Add(await run.TimeAsync(() => WakeAsync(run, host, looked, number, cancellationToken)));
        }

        var series = new Series(times);
        TimeSpan late = series.At(0.99);
        run.Figure("wake-up, event to activity", Text($"p50 {series.Median.TotalMilliseconds:F2} ms, p99 {late.TotalMilliseconds:F2} ms"), "p99 50 ms", late < TimeSpan.FromMilliseconds(50));
    }

    private static async Task WakeAsync(
        BenchmarkRun run, DurableTaskTestHost host, ConcurrentDictionary<string, TaskCompletionSource> looked, int number, CancellationToken cancellationToken)
    {
        var awake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        looked[IdOf(number)] = awake;
        await host.Client.RaiseEventAsync(IdOf(number), Wake, "now", cancellationToken);
        await awake.Task.WaitAsync(TimeSpan.FromMinutes(1), run.Time, cancellationToken);
    }

    private static async Task ShowCompactionAsync(BenchmarkRun run, DurableTaskTestHost host, CancellationToken cancellationToken)
    {
        TimeSpan longest = TimeSpan.Zero;
        using var ended = new CancellationTokenSource();
        var probe = new Thread(() =>
        {
            // a thread of its own: what is measured is how long nobody else comes in
            while (!ended.IsCancellationRequested)
            {
                long began = run.Time.GetTimestamp();
                lock (host.Log.Gate)
                {
                    TimeSpan waited = run.Time.GetElapsedTime(began);
                    if (waited > longest) longest = waited;
                }

                ended.Token.WaitHandle.WaitOne(ProbeInterval);
            }
        });
        probe.Start();
        TimeSpan took = await run.TimeAsync(() => host.Log.CompactAsync().WaitAsync(cancellationToken));
        await ended.CancelAsync();
        probe.Join();
        run.Figure("compaction", Text($"{took.TotalMilliseconds:F0} ms; the longest that it held the gate {longest.TotalMilliseconds:F1} ms"), "50 ms", longest < TimeSpan.FromMilliseconds(50));
    }

    private static Task<DurableTaskTestHost> StartAsync(string folder, ConcurrentDictionary<string, TaskCompletionSource> looked, CancellationToken cancellationToken) =>
        EngineHost.StartAsync(
            new FolderDisk(folder),
            tasks => tasks
                .AddActivityFunc<string>(Look, (_, id) =>
                {
                    if (looked.TryRemove(id, out TaskCompletionSource? awake)) awake.TrySetResult();
                })
                .AddOrchestratorFunc<int>(Monitor, async (context, looks) =>
                {
                    using var awake = new CancellationTokenSource();
                    Task timer = context.CreateTimer(TimeSpan.FromDays(1), awake.Token);
                    await Task.WhenAny(timer, context.WaitForExternalEvent<string>(Wake));
                    awake.Cancel();
                    await context.CallActivityAsync(Look, context.InstanceId);
                    context.ContinueAsNew(looks + 1);
                }),
            cancellationToken);
}
