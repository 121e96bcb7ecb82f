using System.Globalization;
using Embedded.Functions.Hosting;
using Embedded.Host;
using Embedded.Storage;
using PlatformDeployer.Benchmarks.Measuring;

namespace PlatformDeployer.Benchmarks.Platforms;

/// <summary>What one more instance of the app costs, without a platform's life in it.</summary>
internal sealed class ChildBenchmark : IBenchmark
{
    private const int Count = 50;
    private const double Mebi = 1024 * 1024;
    private const double TargetMiB = 10;

    public string Name => "child";

    public string Description => $"{Count} idle instances of the app in one process: the start of each, and its memory";

    public async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        await using AppInstance first = await StartAsync(run, "idle-first", cancellationToken);
        ProcessUse before = ProcessUse.AfterCollection();
        var instances = new List<AppInstance>(Count);
        var starts = new List<TimeSpan>(Count);
        var stops = new List<TimeSpan>(Count);
        for (int i = 0; i < Count; i++)
        {
            string name = $"idle-{i}";
            starts.Add(await run.TimeAsync(async () => instances.Add(await StartAsync(run, name, cancellationToken))));
        }

        ProcessUse after = ProcessUse.AfterCollection();
        foreach (AppInstance instance in instances) stops.Add(await run.TimeAsync(() => instance.StopAsync(cancellationToken)));
        double heap = (after.HeapBytes - before.HeapBytes) / Mebi / Count;
        double resident = (after.ResidentBytes - before.ResidentBytes) / Mebi / Count;
        run.Figure("start, until it listens", new Series(starts).ToString());
        run.Figure("stop", new Series(stops).ToString());
        run.Figure("managed heap of one", string.Create(CultureInfo.InvariantCulture, $"{heap:F2} MiB"), $"{TargetMiB} MiB", heap <= TargetMiB);
        run.Figure("resident memory of one", string.Create(CultureInfo.InvariantCulture, $"{resident:F2} MiB"), $"{TargetMiB} MiB", resident <= TargetMiB);
        run.LimitedBy("the services and the web server of each instance; its log is opened with an fsync or two");
    }

    private static Task<AppInstance> StartAsync(BenchmarkRun run, string name, CancellationToken cancellationToken)
    {
        return AppInstance.StartAsync(
            new AppInstanceOptions
            {
                Name = name,
                App = LocalPackage.Program.App,
                Disk = new FolderDisk(run.NewFolder(name)),
                Settings = RootSettings.Of(LocalPackage.Program, new Dictionary<string, string>(StringComparer.Ordinal)),
                TimeProvider = run.Time,
            },
            cancellationToken);
    }
}
