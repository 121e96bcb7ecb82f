using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Functions.Telemetry;

/// <summary>Sends traces, metrics and logs to an OpenTelemetry collector, if the settings name one. Nothing is sampled here: a caller's decision is kept.</summary>
/// <param name="configuration">The settings.</param>
/// <param name="charter">Who this platform is.</param>
/// <param name="meters">Its meters.</param>
internal sealed class OtlpExport(IConfiguration configuration, PlatformCharter charter, IMeterFactory meters) : IHostedService, IDisposable
{
    private const string SiteNameKey = "WEBSITE_SITE_NAME";
    private static readonly string[] Sources = ["Microsoft.DurableTask", "Microsoft.AspNetCore", "Microsoft.Azure.Functions.Worker"];
    private static readonly string[] Meters = [PlatformMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Embedded.DurableTask", "Embedded.Storage"];

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        OtlpExporterOptions traces = OtlpSettings.Apply(configuration, new OtlpExporterOptions(), "traces");
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(OtlpSettings.Resource(configuration, charter))
            .SetSampler(new ParentBasedSampler(new AlwaysOnSampler()))
            .AddSource(Sources)
            .AddProcessor(new OwnSpans(configuration[SiteNameKey], new BatchActivityExportProcessor(new OtlpTraceExporter(traces))))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(OtlpSettings.Resource(configuration, charter))
            .AddMeter(Meters)
            .AddView(instrument => ReferenceEquals(instrument.Meter.Scope, meters) ? null : MetricStreamConfiguration.Drop)
            .AddOtlpExporter(options => OtlpSettings.Apply(configuration, options, "metrics"))
            .Build();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends what waits.</summary>
    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }
}
