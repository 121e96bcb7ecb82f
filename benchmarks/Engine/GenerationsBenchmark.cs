using System.Globalization;
using Embedded.Storage;
using Microsoft.DurableTask.Testing;
using PlatformDeployer.Benchmarks.Measuring;

namespace PlatformDeployer.Benchmarks.Engine;

/// <summary>One eternal orchestration that continues as new for each event, with many raised at once: its memory and its log must not grow with what it has seen.</summary>
internal sealed class GenerationsBenchmark : IBenchmark
{
    private const int Cycles = 10_000;
    private const int Concurrent = 50;
    private const string Eternal = "Eternal";
    private const string Tick = "Tick";

    public string Name => "generations";

    public string Description => $"{Cycles:N0} cycles of continue-as-new, {Concurrent} events raised at once";

    public async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        string folder = run.NewFolder("generations");
        await using DurableTaskTestHost host = await EngineHost.StartAsync(
            new FolderDisk(folder),
            tasks => tasks.AddOrchestratorFunc<int, int>(Eternal, async (context, seen) =>
            {
                await context.WaitForExternalEvent<int>(Tick);
                if (seen + 1 < Cycles) context.ContinueAsNew(seen + 1);
                return seen + 1;
            }),
            cancellationToken);
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync(Eternal, 0, cancellationToken);

        var heap = new List<long>();
        TimeSpan took = TimeSpan.Zero;
        const int Parts = 10;
        for (int part = 0; part < Parts; part++)
        {
            took += await run.TimeAsync(() => RaiseAsync(host, id, Cycles / Parts, cancellationToken));
            if (part < Parts - 1) await host.Engine.WhenIdleAsync().WaitAsync(cancellationToken);
            heap.Add(ProcessUse.AfterCollection().HeapBytes / 1024);
        }

        await host.EndOfAsync(id, cancellationToken);
        await host.Log.CompactAsync();
        run.Figure("cycles", string.Create(CultureInfo.InvariantCulture, $"{Cycles / took.TotalSeconds:N0}/s, none lost"));
        run.Figure("managed heap after each tenth", string.Join(", ", heap.Select(kib => string.Create(CultureInfo.InvariantCulture, $"{kib:N0}"))) + " KiB", "flat", heap[^1] < heap[0] * 1.1);
        long bytes = new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length);
        run.Figure("the log, compacted", string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:F1} KiB"), "64 KiB", bytes < 64 * 1024);
        run.LimitedBy("one instance takes one turn at a time: an fsync a cycle");
    }

    private static Task RaiseAsync(DurableTaskTestHost host, string id, int count, CancellationToken cancellationToken) => Task.WhenAll(Enumerable.Range(0, Concurrent).Select(async _ =>
    {
        for (int raised = 0; raised < count / Concurrent; raised++) await host.Client.RaiseEventAsync(id, Tick, raised, cancellationToken);
    }));
}
