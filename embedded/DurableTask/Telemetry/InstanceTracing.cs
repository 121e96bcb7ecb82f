using System.Diagnostics;
using Embedded.DurableTask.Engine;
using Embedded.DurableTask.Store;
using Microsoft.DurableTask.Client;
using ActivityContext = System.Diagnostics.ActivityContext;

namespace Embedded.DurableTask.Telemetry;

/// <summary>
/// Tells the spans of instances, named as the official engine names them: <c>create_orchestration</c>, <c>orchestration</c>, <c>activity</c> and timers. A span
/// that lasts longer than a step is told once it has ended and that is durable; a replay tells nothing. An instance is traced if it was scheduled in a trace.
/// </summary>
/// <param name="time">The engine's clock.</param>
/// <param name="owner">Tells the engines of one process apart: the tag <see cref="OwnerTag"/> of the source. Null where there is only one.</param>
internal sealed class InstanceTracing(TimeProvider time, string? owner) : IDisposable
{
    public const string SourceName = "Microsoft.DurableTask";

    public const string OwnerTag = "faas.instance";

    private readonly ActivitySource _source = new(SourceName, version: "", owner is null ? null : [new(OwnerTag, owner)]);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>An instance is being scheduled; the span ends with that.</summary>
    public Activity? Create(InstanceStart start)
    {
        if (!_source.HasListeners()) return null;
        Activity? span = _source.CreateActivity(Named("create_orchestration", start.Name, start.Version), ActivityKind.Producer);
        return span is null ? null : Describe(span, SpanTags.Orchestration, start.Name, start.Version, start.InstanceId).SetStartTime(start.CreatedAt.UtcDateTime).Start();
    }

    /// <summary>An event is being sent to an instance.</summary>
    public Activity? Send(string eventName, string instanceId)
    {
        if (!_source.HasListeners()) return null;
        Activity? span = _source.CreateActivity(Named("orchestration_event", eventName, ""), ActivityKind.Producer);
        return span?.SetTag(SpanTags.Type, SpanTags.Event).SetTag(SpanTags.Name, eventName).SetTag(SpanTags.TargetInstanceId, instanceId).SetStartTime(Now).Start();
    }

    /// <summary>An activity is about to run; the span is the ambient one of its code.</summary>
    public Activity? Run(ActivityCall call)
    {
        InstanceState state = call.Instance.State;
        if (state.Start.Trace is not { } trace || !_source.HasListeners()) return null;
        HistoryEvent request = call.Request;
        ActivityContext parent = trace.At(SpanIds.OfTask(state with { Generation = call.Generation }, request.TaskId)).ToActivityContext();
        Activity? span = _source.CreateActivity(Named(SpanTags.Activity, request.Name!, request.Version), ActivityKind.Server, parent);
        if (span is null) return null;
        Describe(span, SpanTags.Activity, request.Name!, request.Version, state.Start.InstanceId).SetTag(SpanTags.TaskId, request.TaskId);
        return span.SetStartTime(Now).Start();
    }

    /// <summary>Ends a span that this began.</summary>
    public void End(Activity? span, string? failure = null)
    {
        if (span is null) return;
        if (failure is not null) span.SetStatus(ActivityStatusCode.Error, failure);
        span.SetEndTime(Now);
        span.Dispose();
    }

    /// <summary>A work item is durable: what ended with it is told.</summary>
    public void Worked(WorkItem item, WorkItemOutcome outcome)
    {
        if (item.State.Start.Trace is not { } trace || !_source.HasListeners()) return;
        InstanceState state = item.State;
        ActivityContext generation = trace.At(SpanIds.OfGeneration(state)).ToActivityContext();
        foreach (EndedCall ended in outcome.Trace?.Ended ?? []) Tell(state, generation, ended, outcome.At);
        foreach (HistoryEvent sent in outcome.Actions.Where(action => action.Kind == HistoryEventKind.EventSent)) TellSent(state, generation, sent, outcome.At);
        if (outcome.End is null && outcome.Next is null) return;
        string status = outcome.Next is not null ? "ContinuedAsNew" : outcome.End!.Status.ToString();
        TellGeneration(state, trace, outcome.Trace?.StartedAt ?? item.At, outcome.At, status, outcome.End?.Failure?.ErrorMessage);
    }

    /// <summary>That an instance was terminated is durable. When its last generation began is not known any more, unless it was the first.</summary>
    public void Terminated(InstanceState state)
    {
        if (state is not { Progress: OrchestrationRuntimeStatus.Terminated, Start.Trace: { } trace } || !_source.HasListeners()) return;
        DateTimeOffset from = state.Generation == 0 ? state.Start.StartAt ?? state.Start.CreatedAt : state.UpdatedAt;
        TellGeneration(state, trace, from, state.UpdatedAt, nameof(OrchestrationRuntimeStatus.Terminated), failure: null);
    }

    public void Dispose() => _source.Dispose();

    private static string Named(string what, string name, string version) => version.Length == 0 ? $"{what}:{name}" : $"{what}:{name}@({version})";

    private static Activity Describe(Activity span, string type, string name, string version, string instanceId)
    {
        span.SetTag(SpanTags.Type, type).SetTag(SpanTags.Name, name).SetTag(SpanTags.InstanceId, instanceId);
        return version.Length == 0 ? span : span.SetTag(SpanTags.Version, version);
    }

    private void Tell(InstanceState state, ActivityContext parent, EndedCall ended, DateTimeOffset until)
    {
        HistoryEvent call = ended.Call;
        bool isTimer = call.Kind == HistoryEventKind.TimerCreated;
        bool isActivity = call.Kind == HistoryEventKind.ActivityScheduled;
        string name = isTimer ? $"{SpanTags.Orchestration}:{state.Start.Name}:{SpanTags.Timer}" : Named(isActivity ? SpanTags.Activity : SpanTags.Orchestration, call.Name!, call.Version);
        Activity? span = _source.CreateActivity(name, isTimer ? ActivityKind.Internal : ActivityKind.Client, parent);
        if (span is null) return;
        if (isTimer) Describe(span, SpanTags.Timer, state.Start.Name, state.Version, state.Start.InstanceId).SetTag(SpanTags.FireAt, call.DueAt.ToString("O"));
        else if (isActivity) Describe(span, SpanTags.Activity, call.Name!, call.Version, state.Start.InstanceId);
        else Describe(span, SpanTags.Orchestration, call.Name!, call.Version, call.InstanceId!);
        span.SetTag(SpanTags.TaskId, call.TaskId);
        bool failed = ended.Answer.Kind is HistoryEventKind.ActivityFailed or HistoryEventKind.ChildFailed;
        if (failed) span.SetStatus(ActivityStatusCode.Error, ended.Answer.Failure?.ErrorMessage);
        Tell(span, SpanIds.OfTask(state, call.TaskId), ended.At, until);
    }

    private void TellSent(InstanceState state, ActivityContext parent, HistoryEvent sent, DateTimeOffset at)
    {
        Activity? span = _source.CreateActivity(Named("orchestration_event", sent.Name!, ""), ActivityKind.Producer, parent);
        if (span is null) return;
        Describe(span, SpanTags.Event, sent.Name!, "", state.Start.InstanceId).SetTag(SpanTags.TargetInstanceId, sent.InstanceId);
        Tell(span, SpanIds.OfTask(state, sent.TaskId), at, at);
    }

    private void TellGeneration(InstanceState state, TraceContext trace, DateTimeOffset from, DateTimeOffset until, string status, string? failure)
    {
        Activity? span = _source.CreateActivity(Named(SpanTags.Orchestration, state.Start.Name, state.Version), ActivityKind.Server, trace.ToActivityContext());
        if (span is null) return;
        Describe(span, SpanTags.Orchestration, state.Start.Name, state.Version, state.Start.InstanceId).SetTag(SpanTags.Status, status);
        if (failure is not null) span.SetStatus(ActivityStatusCode.Error, failure);
        Tell(span, SpanIds.OfGeneration(state), from, until);
    }

    private static void Tell(Activity span, ActivitySpanId id, DateTimeOffset from, DateTimeOffset until)
    {
        span.SetStartTime(from.UtcDateTime).Start();
        SpanIdentity.Set(span, id);
        span.SetEndTime(until.UtcDateTime);
        span.Dispose();
    }
}
