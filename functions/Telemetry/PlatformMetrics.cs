using System.Diagnostics.Metrics;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Functions.Telemetry;

/// <summary>What a platform tells of platforms: what happened to them, and how soon its parent hears of it.</summary>
internal sealed class PlatformMetrics
{
    /// <summary>The meter.</summary>
    public const string MeterName = "PlatformDeployer";

    private readonly TimeProvider _time;
    private readonly Counter<long> _events;
    private readonly Histogram<double> _reportLagSeconds;
    private readonly Counter<long> _reported;

    public PlatformMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        Meter meter = meters.Create(MeterName);
        _events = meter.CreateCounter<long>("platform_deployer.events", "{event}", "What happened to platforms at and below this one, as it came to know of it.");
        _reported = meter.CreateCounter<long>("platform_deployer.reported", "{entry}", "Changes that the parent has acknowledged.");
        _reportLagSeconds = meter.CreateHistogram(
            "platform_deployer.report.lag",
            "s",
            "Age of the oldest change of a report when the parent acknowledged it.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.5, 1, 5, 10, 30, 60, 300, 1800, 3600] });
    }

    public void Happened(PlatformEvent happened) => _events.Add(1, new KeyValuePair<string, object?>("type", happened.Type));

    public void Reported(OutboxBatch batch)
    {
        if (batch.Receipts.Count == 0) return;
        _reported.Add(batch.Receipts.Count);
        IEnumerable<DateTimeOffset> times = batch.Events.Select(happened => happened.At).Concat(batch.Platforms.Select(platform => platform.UpdatedAt));
        if (times.DefaultIfEmpty(DateTimeOffset.MaxValue).Min() is var oldest && oldest != DateTimeOffset.MaxValue)
            _reportLagSeconds.Record(Math.Max(0, (_time.GetUtcNow() - oldest).TotalSeconds));
    }
}
