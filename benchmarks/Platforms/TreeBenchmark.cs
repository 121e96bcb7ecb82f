using System.Globalization;
using Embedded.Host;
using Embedded.ResourceManager.Profiles;
using Embedded.ResourceManager.Resources;
using PlatformDeployer.Benchmarks.Measuring;
using PlatformDeployer.Contracts.Platforms;

namespace PlatformDeployer.Benchmarks.Platforms;

/// <summary>A whole tree of running platforms on one machine: how long it takes, what it costs, and what is left of it when it is retired.</summary>
internal sealed class TreeBenchmark : IBenchmark
{
    private const double ChildTargetMiB = 10;
    private const double Mebi = 1024 * 1024;
    private static readonly TimeSpan RetireLimit = TimeSpan.FromMinutes(10);

    public string Name => "tree";

    public string Description => $"breadth {PlatformTree.Breadth}, depth {PlatformTree.Depth}: {PlatformTree.Count} running platforms, profile fast; then all retired";

    public async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        string folder = run.NewFolder("tree");
        await using BenchmarkMachine machine = await BenchmarkMachine.StartAsync(run, folder, ResourceManagerProfile.Fast, cancellationToken);
        Uri root = machine.Machine.Root.BaseAddress;

        // what is loaded and compiled once is no child's cost
        PlatformView warm = await machine.SpawnToActiveAsync(root, "warm", RetireLimit, cancellationToken);
        await machine.RetireAsync(root, warm.Id, RetireLimit, cancellationToken);
        int resourcesBefore = Resources(machine);
        ProcessUse before = ProcessUse.AfterCollection();

        PlatformTree tree = new(machine);
        TimeSpan grew = await run.TimeAsync(() => tree.GrowAsync(cancellationToken));
        TimeSpan processor = ProcessUse.ProcessorTime() - before.Processor;
        foreach (string failure in tree.Failures) run.Figure("FAILED", failure);
        run.Figure("all active", Rate(grew, processor, tree.Platforms.Count));
        run.Figure("platforms", $"{tree.Platforms.Count} active, {tree.Failures.Count} failed", $"{PlatformTree.Count} and 0", tree.Platforms.Count == PlatformTree.Count);

        ProcessUse after = ProcessUse.AfterCollection();
        double heap = (after.HeapBytes - before.HeapBytes) / Mebi / PlatformTree.Count;
        double resident = (after.ResidentBytes - before.ResidentBytes) / Mebi / PlatformTree.Count;
        run.Figure("a running child, managed heap", Size(heap), $"{ChildTargetMiB} MiB", heap <= ChildTargetMiB);
        run.Figure("a running child, resident memory", Size(resident), $"{ChildTargetMiB} MiB", resident <= ChildTargetMiB);

        long grown = BytesIn(folder);
        TimeSpan retired = await run.TimeAsync(() => Task.WhenAll(tree.Children.Select(child => machine.RetireAsync(root, child.Id, RetireLimit, cancellationToken))));
        int left = Resources(machine) - resourcesBefore;
        run.Figure("all retired", string.Create(CultureInfo.InvariantCulture, $"{retired.TotalSeconds:F1} s"));
        run.Figure("left of them", $"{left} resources, {machine.Machine.Children.Count} running children", "0 and 0", left == 0 && machine.Machine.Children.Count == 0);
        run.Figure("bytes on disk with all of them", Size(grown / Mebi));
        run.Figure("bytes on disk after their end", Size(BytesIn(folder) / Mebi));
        await machine.Machine.ResourceManager.CompactAsync();
        run.Figure("bytes on disk, the Resource Manager's log compacted", Size(BytesIn(folder) / Mebi));
        run.LimitedBy("the processor of the machine, which cloud, parents and children share");
    }

    private static int Resources(BenchmarkMachine machine) =>
        machine.Machine.ResourceManager.ResourcesIn($"/subscriptions/{LocalIdentities.SubscriptionId}").Count(Stands);

    private static bool Stands(ResourceRecord record) => record.Id.Text.Contains("/resourceGroups/", StringComparison.OrdinalIgnoreCase);

    private static long BytesIn(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    private static string Size(double mebibytes) => string.Create(CultureInfo.InvariantCulture, $"{mebibytes:F2} MiB");

    private static string Rate(TimeSpan took, TimeSpan processor, int count) => string.Create(
        CultureInfo.InvariantCulture,
        $"{took.TotalSeconds:F1} s, {count / took.TotalSeconds:F1} platforms/s, {processor.TotalSeconds:F1} s of processor ({processor / took:F2} cores), {processor.TotalMilliseconds / Math.Max(1, count):F0} ms each");
}
