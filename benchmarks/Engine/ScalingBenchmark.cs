using System.Globalization;
using Embedded.Storage;
using Microsoft.DurableTask.Testing;

namespace PlatformDeployer.Benchmarks.Engine;

/// <summary>How cost grows: the same work with a hundred times the instances, and beside a hundred times the instances that sleep.</summary>
internal sealed class ScalingBenchmark : IBenchmark
{
    private const int ActivitiesEach = 5;
    private const int AtOnce = 1_000;
    private const int Rounds = 3;
    private const double FallMax = 0.10;
    private const string Chain = "Chain";
    private const string Sleep = "Sleep";
    private const string Step = "Step";

    private static readonly int[] Sizes = [1_000, 10_000, 100_000];

    public string Name => "scaling";

    public string Description => $"orchestrations of {ActivitiesEach} activities, {AtOnce:N0} at a time: so many in all, and beside so many that sleep";

    public async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        await ShowAsync(run, "in all", size => InAllAsync(run, size, cancellationToken));
        await ShowAsync(run, "asleep", size => BesideAsync(run, size, cancellationToken));
        run.LimitedBy("the processor, as in engine; what is left of it is the collector's, which has more to look through");
    }

    private static async Task ShowAsync(BenchmarkRun run, string what, Func<int, Task<double>> measure)
    {
        await measure(Sizes[0]);
        double first = 0;
        foreach (int size in Sizes)
        {
            double perSecond = await measure(size);
            if (size == Sizes[0]) first = perSecond;
            double share = perSecond / first;
            run.Figure(
                string.Create(CultureInfo.InvariantCulture, $"{size:N0} {what}"),
                string.Create(CultureInfo.InvariantCulture, $"{perSecond:N0} activities/s, {share:F2} of the first"),
                string.Create(CultureInfo.InvariantCulture, $"{1 - FallMax:F2}"),
                share >= 1 - FallMax);
        }
    }

    private static async Task<double> InAllAsync(BenchmarkRun run, int size, CancellationToken cancellationToken)
    {
        await using DurableTaskTestHost host = await StartAsync(run, cancellationToken);
        var rates = new List<double>();
        for (int done = 0; done < size; done += AtOnce) rates.Add(await RateAsync(run, host, cancellationToken));

        // the last tenth is what is slowed down by all before it
        return Median(rates.TakeLast(Math.Max(Rounds, rates.Count / 10)));
    }

    private static async Task<double> BesideAsync(BenchmarkRun run, int size, CancellationToken cancellationToken)
    {
        await using DurableTaskTestHost host = await StartAsync(run, cancellationToken);
        await Task.WhenAll(Enumerable.Range(0, size).Select(_ => host.Client.ScheduleNewOrchestrationInstanceAsync(Sleep, cancellationToken)));
        await host.Engine.WhenIdleAsync().WaitAsync(cancellationToken);
        var rates = new List<double>();
        for (int round = 0; round < 2 * Rounds; round++) rates.Add(await RateAsync(run, host, cancellationToken));
        return Median(rates.TakeLast(Rounds));
    }

    private static async Task<double> RateAsync(BenchmarkRun run, DurableTaskTestHost host, CancellationToken cancellationToken)
    {
        TimeSpan took = await run.TimeAsync(() => host.RunAsync(Chain, AtOnce, ActivitiesEach, cancellationToken));
        return AtOnce * ActivitiesEach / took.TotalSeconds;
    }

    private static double Median(IEnumerable<double> rates)
    {
        double[] sorted = [.. rates.Order()];
        return sorted[sorted.Length / 2];
    }

    private static Task<DurableTaskTestHost> StartAsync(BenchmarkRun run, CancellationToken cancellationToken) => EngineHost.StartAsync(
        new FolderDisk(run.NewFolder("scaling")),
        tasks => tasks
            .AddActivityFunc<int, int>(Step, (_, input) => input + 1)
            .AddOrchestratorFunc(Sleep, context => context.WaitForExternalEvent<string>("Wake"))
            .AddOrchestratorFunc<int, int>(Chain, async (context, count) =>
            {
                int value = 0;
                for (int step = 0; step < count; step++) value = await context.CallActivityAsync<int>(Step, value);
                return value;
            }),
        cancellationToken);
}
