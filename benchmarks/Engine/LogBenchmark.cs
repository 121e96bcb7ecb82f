using System.Globalization;
using Embedded.Storage;
using PlatformDeployer.Benchmarks.Measuring;

namespace PlatformDeployer.Benchmarks.Engine;

/// <summary>How many records a second become durable, as more and more writers wait for theirs before they append the next.</summary>
internal sealed class LogBenchmark : IBenchmark
{
    private const int RecordBytes = 200;
    private const int Rounds = 3;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(1);

    // the machine's own varies from moment to moment; against a set one the writer shows
    private static readonly TimeSpan SetSync = TimeSpan.FromMilliseconds(2);

    public string Name => "log";

    public string Description => $"appends of {RecordBytes} bytes, each awaited until it is durable, by concurrent writers; the median of {Rounds} rounds of {Span.TotalSeconds:F0} s";

    public async Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        Series floor = DiskFloor.AppendAndSync(new FolderDisk(run.NewFolder("floor")), run.Time, RecordBytes, count: 500);
        double syncsPerSecond = 1 / floor.Median.TotalSeconds;
        run.Figure("floor: write and fsync by hand", string.Create(CultureInfo.InvariantCulture, $"{floor}; {syncsPerSecond:F0}/s at the median"));
        foreach (int writers in new[] { 1, 64, 512, 4096 })
        {
            await ShowAsync(run, $"{writers} writers, the disk", () => new FolderDisk(run.NewFolder("log")), writers, default);
            await ShowAsync(run, $"{writers} writers, an fsync of {SetSync.TotalMilliseconds:F0} ms", () => new MemoryDisk(), writers, SetSync);
            await ShowAsync(run, $"{writers} writers, memory", () => new MemoryDisk(), writers, default);
        }

        run.LimitedBy("the disk's fsync at few writers, the processor (a task and a wake-up for each record) at many");
    }

    private static async Task ShowAsync(BenchmarkRun run, string what, Func<ILogDisk> open, int writers, TimeSpan syncTime)
    {
        var rounds = new List<(long Records, long Syncs)>(Rounds);
        for (int round = 0; round < Rounds; round++) rounds.Add(await AppendAsync(run, new CountingDisk(open(), syncTime), writers));
        (long records, long syncs) = rounds.OrderBy(round => round.Records).ElementAt(Rounds / 2);
        string figure = string.Create(
            CultureInfo.InvariantCulture,
            $"{records / Span.TotalSeconds,11:N0}/s = {syncs / Span.TotalSeconds,9:N0} fsync/s × {(double)records / Math.Max(1, syncs):F1} records");
        if (syncTime > TimeSpan.Zero)
        {
            double share = records / Span.TotalSeconds / (writers / syncTime.TotalSeconds);
            figure += string.Create(CultureInfo.InvariantCulture, $"; {share:F2} of what writers and fsync allow");
        }

        run.Figure(what, figure);
    }

    private static async Task<(long Records, long Syncs)> AppendAsync(BenchmarkRun run, CountingDisk disk, int writers)
    {
        await using DurableLog log = DurableLog.Open(disk, [], new DurableLogOptions { CompactionMinBytes = long.MaxValue });
        byte[] record = new byte[RecordBytes];
        long began = run.Time.GetTimestamp();
        long syncsBefore = disk.Syncs;
        long[] counts = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(() => WriteAsync(run, log, record, began))));
        return (counts.Sum(), disk.Syncs - syncsBefore);
    }

    private static async Task<long> WriteAsync(BenchmarkRun run, DurableLog log, byte[] record, long began)
    {
        long count = 0;
        while (run.Time.GetElapsedTime(began) < Span)
        {
            long position;
            lock (log.Gate) position = log.Append(1, record);
            await log.WhenDurableAsync(position);
            count++;
        }

        return count;
    }
}
