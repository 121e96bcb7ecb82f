using System.Diagnostics.Metrics;

namespace Embedded.DurableTask.Telemetry;

/// <summary>What an engine tells of itself: spans, and, where its owner has meters, figures.</summary>
internal sealed record EngineTelemetry(TimeProvider Time, InstanceTracing Tracing, EngineMetrics? Metrics)
{
    public static EngineTelemetry Of(IServiceProvider services, TimeProvider time, string? owner) =>
        new(time, new InstanceTracing(time, owner), services.GetService(typeof(IMeterFactory)) is IMeterFactory meters ? new EngineMetrics(meters, time) : null);
}
