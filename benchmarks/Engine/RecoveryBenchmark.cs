using System.Globalization;
using Embedded.DurableTask.Engine;
using Embedded.DurableTask.Store;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PlatformDeployer.Benchmarks.Measuring;

namespace PlatformDeployer.Benchmarks.Engine;

/// <summary>From a log that a killed process left behind to an engine that answers.</summary>
internal sealed class RecoveryBenchmark : IBenchmark
{
    private const int Instances = 1_000;
    private const int StepsEach = 50;

    // a step is an activity that was scheduled and one that completed
    private const int Events = Instances * StepsEach * 2;
    private const int Rounds = 5;
    private static readonly TimeSpan Target = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly ServiceProvider Services = new ServiceCollection().BuildServiceProvider();

    public string Name => "recovery";

    public string Description => $"an engine opened on {Events:N0} events, the histories of {Instances:N0} living instances, until it is ready and until it has ended one of them";

    public async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        await ShowAsync(run, "as records", compacts: false, cancellationToken);
        await ShowAsync(run, "as a snapshot", compacts: true, cancellationToken);
        run.LimitedBy("the processor: each record is checked and applied; a history is replayed only when its instance goes on");
    }

    private static async Task ShowAsync(BenchmarkRun run, string form, bool compacts, CancellationToken cancellationToken)
    {
        string folder = run.NewFolder("recovery");
        await WriteAsync(run, folder, compacts, cancellationToken);
        double size = Directory.EnumerateFiles(folder).Sum(file => new FileInfo(file).Length) / (1024.0 * 1024);
        var ready = new List<TimeSpan>();
        var ended = new List<TimeSpan>();
        for (int round = 0; round < Rounds; round++)
        {
            long began = run.Time.GetTimestamp();
            (DurableLog log, DurableEngine engine) = await OpenAsync(run, folder, cancellationToken);
            ready.Add(run.Time.GetElapsedTime(began));
            DurableTaskClient client = engine.CreateClient();
            await client.RaiseEventAsync(IdOf(round), "Go", cancellation: cancellationToken);
            await client.WaitForInstanceCompletionAsync(IdOf(round), cancellationToken).WaitAsync(Limit, cancellationToken);
            ended.Add(run.Time.GetElapsedTime(began));
            Abandon(log, engine);
        }

        var series = new Series(ready);
        run.Figure($"ready, {form}", string.Create(CultureInfo.InvariantCulture, $"{series}; {size:F1} MiB"), "5 s", series.Max < Target);
        run.Figure($"ready and one instance ended, {form}", new Series(ended).ToString());
    }

    private static async Task WriteAsync(BenchmarkRun run, string folder, bool compacts, CancellationToken cancellationToken)
    {
        (DurableLog log, DurableEngine engine) = await OpenAsync(run, folder, cancellationToken);
        DurableTaskClient client = engine.CreateClient();
        await Task.WhenAll(Enumerable.Range(0, Instances).Select(number =>
            client.ScheduleNewOrchestrationInstanceAsync("Steps", options: new StartOrchestrationOptions(IdOf(number)), cancellation: cancellationToken)));
        await engine.WhenIdleAsync().WaitAsync(Limit, cancellationToken);
        if (compacts) await log.CompactAsync();
        Abandon(log, engine);
    }

    private static async Task<(DurableLog Log, DurableEngine Engine)> OpenAsync(BenchmarkRun run, string folder, CancellationToken cancellationToken)
    {
        var tasks = new DurableTaskRegistry();
        tasks.AddActivityFunc<int, int>("Step", (_, step) => step + 1);
        tasks.AddOrchestratorFunc<string>("Steps", async context =>
        {
            int value = 0;
            for (int step = 0; step < StepsEach; step++) value = await context.CallActivityAsync<int>("Step", value);
            return await context.WaitForExternalEvent<string>("Go");
        });
        var store = new DurableStore();
        DurableLog log = DurableLog.Open(new FolderDisk(folder), [store], new DurableLogOptions { CompactionMinBytes = long.MaxValue });
        var engine = new DurableEngine(tasks, Services, run.Time, NullLoggerFactory.Instance, new DurableEngineOptions(), store, log);
        await engine.StartAsync(cancellationToken);
        return (log, engine);
    }

    private static void Abandon(DurableLog log, DurableEngine engine)
    {
        log.Abandon();
        engine.Abandon();
    }

    private static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"instance-{number}");
}
