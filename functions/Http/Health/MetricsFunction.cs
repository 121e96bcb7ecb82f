using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Functions.Http.Answers;
using PlatformDeployer.Functions.Telemetry;

namespace PlatformDeployer.Functions.Http.Health;

/// <summary><c>GET /metrics</c>: for Prometheus.</summary>
/// <param name="census">Counts platforms and operations.</param>
/// <param name="recorder">What this platform's meters have measured.</param>
public sealed class MetricsFunction(PlatformCensus census, MeterRecorder recorder)
{
    /// <summary>Runs the function.</summary>
    [Function("Metrics")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "metrics")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        CensusCounts counts = await census.CountAsync(client, cancellationToken);
        PrometheusText text = new PrometheusText()
            .Add("platform_deployer_platforms", PrometheusText.Gauge, "Platforms at and below this one.", "state", counts.Platforms.OrderBy(count => count.Key).Select(count => KeyValuePair.Create(count.Key.ToString(), count.Value)))
            .Add("platform_deployer_spawns", PrometheusText.Gauge, "Spawns by the status of their orchestration.", "status", OfKind(counts, "spawn"))
            .Add("platform_deployer_retirements", PrometheusText.Gauge, "Retirements by the status of their orchestration.", "status", OfKind(counts, "retire"));
        recorder.WriteTo(text);
        return HttpAnswer.Text(PrometheusText.MediaType, AddProcess(text).ToString());
    }

    private static IEnumerable<KeyValuePair<string, long>> OfKind(CensusCounts counts, string kind) => counts.Operations
        .Where(count => count.Key.Kind == kind)
        .OrderBy(count => count.Key.Status, StringComparer.Ordinal)
        .Select(count => KeyValuePair.Create(count.Key.Status, count.Value));

    private static PrometheusText AddProcess(PrometheusText text) => text
        .Add("process_resident_memory_bytes", PrometheusText.Gauge, "Memory of the process.", Environment.WorkingSet)
        .Add("process_cpu_seconds_total", PrometheusText.Counter, "Processor time of the process.", Environment.CpuUsage.TotalTime.TotalSeconds)
        .Add("dotnet_gc_heap_bytes", PrometheusText.Gauge, "Memory in use by objects.", GC.GetTotalMemory(forceFullCollection: false))
        .Add("dotnet_gc_collections_total", PrometheusText.Counter, "Garbage collections.", "generation", Enumerable.Range(0, GC.MaxGeneration + 1).Select(generation => KeyValuePair.Create(generation.ToString(System.Globalization.CultureInfo.InvariantCulture), (long)GC.CollectionCount(generation))))
        .Add("dotnet_gc_pause_seconds_total", PrometheusText.Counter, "Time spent in garbage collections.", GC.GetTotalPauseDuration().TotalSeconds)
        .Add("dotnet_threadpool_threads", PrometheusText.Gauge, "Threads of the pool.", ThreadPool.ThreadCount)
        .Add("dotnet_threadpool_queue_length", PrometheusText.Gauge, "Work that waits for a thread.", ThreadPool.PendingWorkItemCount);
}
