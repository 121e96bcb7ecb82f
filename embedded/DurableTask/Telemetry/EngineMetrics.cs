using System.Diagnostics.Metrics;
using Embedded.DurableTask.Engine;
using Embedded.DurableTask.Store;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Telemetry;

/// <summary>
/// What one engine tells of itself, by the meter <c>Embedded.DurableTask</c> of its owner's factory, so that engines of several owners in one process are told
/// apart. Durations and lags are by the engine's clock.
/// </summary>
internal sealed class EngineMetrics
{
    public const string MeterName = "Embedded.DurableTask";

    private readonly TimeProvider _time;
    private readonly Meter _meter;
    private readonly Counter<long> _workItems;
    private readonly Counter<long> _orchestrations;
    private readonly Histogram<double> _activitySeconds;
    private readonly Histogram<double> _replaySeconds;
    private readonly Histogram<double> _timerLagSeconds;

    public EngineMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        _meter = meters.Create(MeterName);
        _workItems = _meter.CreateCounter<long>("durabletask.work_items", "{work_item}", "Steps of orchestrators that are durable.");
        _orchestrations = _meter.CreateCounter<long>("durabletask.orchestrations", "{orchestration}", "Orchestrations that ended, by name and status.");
        _activitySeconds = _meter.CreateHistogram(
            "durabletask.activity.duration", "s", "Time an activity ran, by name and result.", tags: null, Seconds(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300));
        _replaySeconds = _meter.CreateHistogram(
            "durabletask.replay.duration", "s", "Time to bring an orchestrator back to where its history says it is.", tags: null, Seconds(0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5));
        _timerLagSeconds = _meter.CreateHistogram(
            "durabletask.timer.lag", "s", "How long after it was due a timer fired.", tags: null, Seconds(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30, 60, 600));
    }

    /// <summary>Lets what the engine knows anyway be asked for.</summary>
    public void Observe(InstanceTable instances, Lock gate, TimerQueue timers, WorkQueue<Instance> orchestrations, WorkQueue<ActivityCall> activities)
    {
        OrchestrationRuntimeStatus[] statuses = Enum.GetValues<OrchestrationRuntimeStatus>();
        _meter.CreateObservableGauge("durabletask.instances", CountInstances, "{instance}", "Instances that are kept, by runtime status.");
        _meter.CreateObservableGauge("durabletask.queue.length", Queued, "{item}", "What waits for its turn, by queue.");
        _meter.CreateObservableGauge("durabletask.activities.active", () => activities.Active, "{activity}", "Activities that have begun and not ended.");
        _meter.CreateObservableGauge("durabletask.timers", CountTimers, "{timer}", "Timers that have not fired.");

        IEnumerable<Measurement<int>> Queued() => [new(orchestrations.Waiting, Tag("queue", "orchestrations")), new(activities.Waiting, Tag("queue", "activities"))];

        int CountTimers()
        {
            lock (gate) return timers.Count;
        }

        IEnumerable<Measurement<int>> CountInstances()
        {
            lock (gate) return [.. statuses.Select(status => new Measurement<int>(instances.CountOf(status), Tag("status", status.ToString())))];
        }
    }

    public void Worked(WorkItem item, WorkItemOutcome outcome)
    {
        _workItems.Add(1);
        if (outcome.End is { } end) Ended(item.State.Start.Name, end.Status);
    }

    public void Ended(string name, OrchestrationRuntimeStatus status) => _orchestrations.Add(1, Tag("orchestrator", name), Tag("status", status.ToString()));

    public void ActivityRan(string name, long began, HistoryEventKind answer) => _activitySeconds.Record(
        _time.GetElapsedTime(began).TotalSeconds, Tag("activity", name), Tag("result", answer == HistoryEventKind.ActivityCompleted ? "completed" : "failed"));

    public void Replayed(long began) => _replaySeconds.Record(_time.GetElapsedTime(began).TotalSeconds);

    public void TimerFired(DateTimeOffset dueAt) => _timerLagSeconds.Record(Math.Max(0, (_time.GetUtcNow() - dueAt).TotalSeconds));

    private static KeyValuePair<string, object?> Tag(string key, string value) => new(key, value);

    private static InstrumentAdvice<double> Seconds(params double[] boundaries) => new() { HistogramBucketBoundaries = boundaries };
}
