using System.Diagnostics.Metrics;

namespace Embedded.Storage.Tests;

public sealed class LogMetricsTests
{
    [Fact]
    public async Task Append_AndCompact_FiguresAreExact()
    {
        using OneMeter meters = new();
        var sums = new Dictionary<string, double>(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Scope == meters)
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Take(instrument, value));
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Take(instrument, value));
        listener.Start();

        Ledger ledger = new();
        MemoryDisk disk = new();
        await using DurableLog log = DurableLog.Open(disk, [ledger], new DurableLogOptions { Metrics = new LogMetrics(meters) });
        for (int i = 1; i <= 3; i++)
        {
            await ledger.SetDurablyAsync(log, i, i);
        }

        int frameBytes = LogFrame.HeaderBytes + Ledger.Record(1, 1).Length;
        Assert.Equal((3, 3, 3 * frameBytes), (Count("durable_log.fsync.duration"), Sum("durable_log.fsync.records"), Sum("durable_log.written")));
        listener.RecordObservableInstruments();
        double before = Sum("durable_log.size");
        Assert.InRange(before, 3 * frameBytes, disk.TotalBytes);

        await log.CompactAsync();
        Assert.Equal((1, 1), (Sum("durable_log.compactions"), Count("durable_log.compaction.duration")));
        listener.RecordObservableInstruments();
        Assert.InRange(Sum("durable_log.size"), 1, disk.TotalBytes);

        double Sum(string name)
        {
            lock (sums)
            {
                return sums.GetValueOrDefault(name);
            }
        }

        int Count(string name)
        {
            lock (sums)
            {
                return counts.GetValueOrDefault(name);
            }
        }

        void Take(Instrument instrument, double value)
        {
            lock (sums)
            {
                sums[instrument.Name] = (instrument.IsObservable ? 0 : sums.GetValueOrDefault(instrument.Name)) + value;
                counts[instrument.Name] = counts.GetValueOrDefault(instrument.Name) + 1;
            }
        }
    }

    private sealed class OneMeter : IMeterFactory
    {
        private Meter? _meter;

        public Meter Create(MeterOptions options)
        {
            options.Scope = this;
            return _meter = new Meter(options);
        }

        public void Dispose() => _meter?.Dispose();
    }
}
