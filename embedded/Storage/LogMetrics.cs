using System.Diagnostics.Metrics;

namespace Embedded.Storage;

/// <summary>
/// What one log tells of itself, by the meter <c>Embedded.Storage</c> of its owner's factory, so that logs of several owners in one process are told apart.
/// Durations are the disk's, by the real clock, whatever clock the log's users live by.
/// </summary>
internal sealed class LogMetrics
{
    public const string MeterName = "Embedded.Storage";

    private readonly Histogram<double> _fsyncSeconds;
    private readonly Histogram<long> _fsyncRecords;
    private readonly Counter<long> _writtenBytes;
    private readonly Counter<long> _compactions;
    private readonly Histogram<double> _compactionSeconds;
    private long _segmentBytes;
    private long _snapshotBytes;

    public LogMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(MeterName);
        _fsyncSeconds = meter.CreateHistogram(
            "durable_log.fsync.duration", "s", "Time to write a batch of records and make it durable.", tags: null, Buckets(0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2));
        _fsyncRecords = meter.CreateHistogram(
            "durable_log.fsync.records", "{record}", "Records that shared an fsync.", tags: null, Buckets<long>(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 4096));
        _writtenBytes = meter.CreateCounter<long>("durable_log.written", "By", "Bytes written to the log, without snapshots.");
        _compactions = meter.CreateCounter<long>("durable_log.compactions", "{compaction}", "Times the history was replaced by the state, or that failed.");
        _compactionSeconds = meter.CreateHistogram(
            "durable_log.compaction.duration", "s", "Time to replace the history by the state, in the background.", tags: null, Buckets(0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60));
        meter.CreateObservableGauge("durable_log.size", () => Volatile.Read(ref _segmentBytes) + Volatile.Read(ref _snapshotBytes), "By", "Bytes of the newest snapshot and of the records after it.");
    }

    public void Opened(RecoveredLog recovered)
    {
        Volatile.Write(ref _segmentBytes, recovered.SegmentBytes);
        Volatile.Write(ref _snapshotBytes, recovered.SnapshotBytes);
    }

    public void Synced(TimeSpan took, long records, long bytes)
    {
        _fsyncSeconds.Record(took.TotalSeconds);
        _fsyncRecords.Record(records);
        _writtenBytes.Add(bytes);
        Interlocked.Add(ref _segmentBytes, bytes);
    }

    /// <summary>The history up to some moment has been replaced; <paramref name="segmentBytes"/> is what was written since.</summary>
    public void Compacted(TimeSpan took, long snapshotBytes, long segmentBytes)
    {
        Volatile.Write(ref _snapshotBytes, snapshotBytes);
        Volatile.Write(ref _segmentBytes, segmentBytes);
        _compactionSeconds.Record(took.TotalSeconds);
        _compactions.Add(1, new KeyValuePair<string, object?>("result", "succeeded"));
    }

    public void CompactionFailed() => _compactions.Add(1, new KeyValuePair<string, object?>("result", "failed"));

    private static InstrumentAdvice<T> Buckets<T>(params T[] boundaries)
        where T : struct => new() { HistogramBucketBoundaries = boundaries };
}
