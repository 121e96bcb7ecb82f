using Embedded.ResourceManager.Profiles;
using PlatformDeployer.Benchmarks.Measuring;

namespace PlatformDeployer.Benchmarks.Platforms;

/// <summary>What the deployer itself takes for a platform, when the cloud takes next to nothing.</summary>
internal sealed class SpawnBenchmark : IBenchmark
{
    private const int Count = 20;
    private static readonly TimeSpan Target = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public string Name => "spawn";

    public string Description => "basic, profile fast: from the POST until the platform is Active, one after the other, state on disk with fsync";

    public async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        await using BenchmarkMachine machine = await BenchmarkMachine.StartAsync(run, run.NewFolder("spawn"), ResourceManagerProfile.Fast, cancellationToken);
        Uri root = machine.Machine.Root.BaseAddress;
        TimeSpan first = await run.TimeAsync(() => machine.SpawnToActiveAsync(root, "first", Limit, cancellationToken));
        var times = new List<TimeSpan>(Count);
        for (int i = 0; i < Count; i++)
        {
            string name = $"platform-{i}";
            times.Add(await run.TimeAsync(() => machine.SpawnToActiveAsync(root, name, Limit, cancellationToken)));
        }

        var series = new Series(times);
        run.Figure("the first, with everything to be compiled", $"{first.TotalMilliseconds:F0} ms", "2 s", first < Target);
        run.Figure("POST to Active", series.ToString(), "2 s", series.Max < Target);
        run.LimitedBy("the chain of durable steps (each an fsync or two), the Retry-After of the longest chain of resources, and the start of the child");
    }
}
