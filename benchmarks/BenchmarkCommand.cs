using System.CommandLine;
using PlatformDeployer.Benchmarks.Engine;
using PlatformDeployer.Benchmarks.Measuring;
using PlatformDeployer.Benchmarks.Platforms;

namespace PlatformDeployer.Benchmarks;

/// <summary>The command line: which benchmarks to run, and where they may write.</summary>
internal static class BenchmarkCommand
{
    private const string All = "all";

    private static readonly IBenchmark[] Benchmarks =
    [
        new LogBenchmark(), new EngineBenchmark(), new RecoveryBenchmark(), new MonitorBenchmark(), new GenerationsBenchmark(), new ScalingBenchmark(),
        new ChildBenchmark(), new SpawnBenchmark(), new RealisticSpawnBenchmark(), new TreeBenchmark(), new StartupBenchmark(),
    ];

    public static RootCommand Create()
    {
        string[] names = [.. Benchmarks.Select(benchmark => benchmark.Name)];
        var asked = new Argument<string[]>("names")
        {
            Description = $"Which: {All}, or some of {string.Join(", ", names)}.",
            Arity = ArgumentArity.OneOrMore,
        };
        asked.AcceptOnlyFromAmong([All, .. names]);
        var folder = new Option<string>("--data")
        {
            Description = "A folder on the disk to measure; what is written there is removed at the end.",
            DefaultValueFactory = _ => Path.GetTempPath(),
        };
        var root = new RootCommand("Measures the deployer and its local runtime.") { asked, folder };
        root.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(asked)!, parsed.GetValue(folder)!, cancellationToken));
        return root;
    }

    private static async Task<int> RunAsync(string[] names, string parent, CancellationToken cancellationToken)
    {
        string folder = Path.Combine(Path.GetFullPath(parent), $"benchmarks-{Guid.NewGuid():n}");
        Directory.CreateDirectory(folder);
        try
        {
            var run = new BenchmarkRun(folder, TimeProvider.System, Console.Out);
            Console.WriteLine(MachineDescription.Read(folder));
            foreach (IBenchmark benchmark in Benchmarks.Where(benchmark => names.Contains(All) || names.Contains(benchmark.Name)))
            {
                Console.WriteLine();
                Console.WriteLine($"{benchmark.Name}: {benchmark.Description}");
                await benchmark.RunAsync(run, cancellationToken);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
