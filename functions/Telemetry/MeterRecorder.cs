using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;

namespace PlatformDeployer.Functions.Telemetry;

/// <summary>
/// Keeps what this platform's meters measure, for <c>GET /metrics</c>. Many platforms may run in one process: those of others, and of nobody, are told apart by the
/// factory that made them, of which each platform has its own.
/// </summary>
/// <param name="meters">This platform's factory.</param>
public sealed class MeterRecorder(IMeterFactory meters) : IHostedService, IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _collecting = new();
    private readonly List<RecordedInstrument> _instruments = [];

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.InstrumentPublished = Publish;
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => ((RecordedInstrument)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, state) => ((RecordedInstrument)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => ((RecordedInstrument)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => ((RecordedInstrument)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<short>(static (_, value, tags, state) => ((RecordedInstrument)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<byte>(static (_, value, tags, state) => ((RecordedInstrument)state!).Record(value, tags));
        _listener.SetMeasurementEventCallback<decimal>(static (_, value, tags, state) => ((RecordedInstrument)state!).Record((double)value, tags));
        _listener.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    /// <summary>Writes everything that has been measured.</summary>
    internal void WriteTo(PrometheusText text)
    {
        lock (_collecting)
        {
            RecordedInstrument[] instruments;
            lock (_instruments) instruments = [.. _instruments];
            foreach (RecordedInstrument instrument in instruments) instrument.BeginCollection();
            _listener.RecordObservableInstruments();
            foreach (IGrouping<string, RecordedInstrument> metric in instruments.GroupBy(instrument => instrument.Name, StringComparer.Ordinal).OrderBy(metric => metric.Key, StringComparer.Ordinal))
            {
                metric.First().WriteHead(text);
                metric.First().WriteSamples(text);
            }
        }
    }

    private void Publish(Instrument instrument, MeterListener listener)
    {
        if (!ReferenceEquals(instrument.Meter.Scope, meters)) return;
        var recorded = new RecordedInstrument(instrument);
        lock (_instruments) _instruments.Add(recorded);
        listener.EnableMeasurementEvents(instrument, recorded);
    }
}
