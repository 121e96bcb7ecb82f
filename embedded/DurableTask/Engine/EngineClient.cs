using System.Collections.Immutable;
using System.Diagnostics;
using DurableTask.Core.Exceptions;
using Embedded.DurableTask.Engine.Entities;
using Embedded.DurableTask.Orchestration;
using Embedded.DurableTask.Store;
using Embedded.DurableTask.Telemetry;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;

namespace Embedded.DurableTask.Engine;

/// <summary>The client of an engine in the same process. What it has acknowledged, and what it answers, is durable.</summary>
internal sealed partial class EngineClient(
    string name, DurableLog log, DurableStore store, InstanceScheduler scheduler, OrchestrationSettings settings, DurableEngineOptions options, EngineTelemetry telemetry, TimeProvider time)
    : DurableTaskClient(name)
{
    private const int TagsMaxLength = 64 * 1024;

    public override DurableEntityClient Entities { get; } = new EngineEntityClient(name, log, store, scheduler, settings, options, time);

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = default, StartOrchestrationOptions? options = default, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        OrchestrationSettings.RequireName(orchestratorName.Name, nameof(orchestratorName));
        HashSet<OrchestrationRuntimeStatus> refused = RefusedStatuses(options?.DedupeStatuses);
        string id = string.IsNullOrEmpty(options?.InstanceId) ? Guid.NewGuid().ToString("N") : options.InstanceId;
        OrchestrationSettings.RequireName(id, nameof(options));
        if (options?.Tags.Sum(tag => tag.Key.Length + tag.Value.Length) > TagsMaxLength)
            throw new ArgumentException($"The tags of an instance have at most {TagsMaxLength} characters.", nameof(options));
        var start = new InstanceStart(
            id,
            orchestratorName.Name,
            options?.Version?.Version ?? settings.DefaultVersion,
            settings.Serialize(input, "The input of the orchestration"),
            time.GetUtcNow())
        {
            StartAt = options?.StartAt?.ToUniversalTime(),
            Tags = options?.Tags is { Count: > 0 } tags ? new Dictionary<string, string>(tags, StringComparer.Ordinal) : ImmutableDictionary<string, string>.Empty,
        };
        await StartAsync(start, refused).ConfigureAwait(false);
        return id;
    }

    public override async Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = default, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        OrchestrationSettings.RequireName(eventName, nameof(eventName));
        string? payload = settings.Serialize(eventPayload, $"The event '{eventName}'");
        InboxMessage message = InboxMessage.Of(new HistoryEvent(HistoryEventKind.EventRaised, TaskId: -1) { Name = eventName, Data = payload });
        using Activity? span = telemetry.Tracing.Send(eventName, instanceId);
        await ChangeAsync(instanceId, instance =>
        {
            if (instance.State.Inbox.Count >= options.InboxMessagesMax)
                throw new InvalidOperationException($"Instance '{instanceId}' has {options.InboxMessagesMax} unread messages, which is the limit.");
            return new MessageReceived(instanceId, message);
        }).ConfigureAwait(false);
        telemetry.Tracing.End(span);
    }

    public override async Task TerminateInstanceAsync(string instanceId, TerminateInstanceOptions? options = default, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        string? output = settings.Serialize(options?.Output, "The output of the termination");
        DateTimeOffset now = time.GetUtcNow();
        await ChangeAsync(instanceId, instance =>
            new InstancesTerminated(options?.Recursive == true ? Descendants.OfLiving(store, instance) : [instanceId], output, now)).ConfigureAwait(false);
    }

    public override async Task SuspendInstanceAsync(string instanceId, string? reason = default, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        settings.RequireReason(reason);
        DateTimeOffset now = time.GetUtcNow();
        await ChangeAsync(instanceId, instance =>
        {
            if (instance.State.IsSuspended) return null;
            scheduler.RecordPending(instance);
            return new SuspensionChanged(instanceId, isSuspended: true, reason, now);
        }).ConfigureAwait(false);
    }

    public override async Task ResumeInstanceAsync(string instanceId, string? reason = default, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        settings.RequireReason(reason);
        DateTimeOffset now = time.GetUtcNow();
        bool wasParked = false;
        await ChangeAsync(
            instanceId,
            instance =>
            {
                wasParked = scheduler.IsParked(instance.State);
                return instance.State.IsSuspended ? new SuspensionChanged(instanceId, isSuspended: false, reason, now) : null;
            },
            instance => scheduler.Resume(instance, wasParked)).ConfigureAwait(false);
    }

    public override async Task<string> RestartAsync(string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        InstanceState state = await FindAsync(instanceId).ConfigureAwait(false)
            ?? throw Official($"An orchestration with the instanceId {instanceId} was not found.");
        if (!restartWithNewInstanceId && !state.IsEnded)
            throw new InvalidOperationException($"Instance '{instanceId}' is still running: it can be restarted under a new id only.");
        string id = restartWithNewInstanceId ? Guid.NewGuid().ToString("N") : instanceId;
        var start = new InstanceStart(id, state.Start.Name, state.Start.Version, state.Start.Input, time.GetUtcNow()) { Tags = state.Start.Tags };
        await StartAsync(start, []).ConfigureAwait(false);
        return id;
    }

    public override async Task RewindInstanceAsync(string instanceId, string reason, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        settings.RequireReason(reason);
        ArgumentNullException.ThrowIfNull(reason);
        long position;
        lock (log.Gate)
        {
            if (!store.Instances.TryFind(instanceId, out Instance? instance))
                throw Official($"An orchestration with the instanceId {instanceId} was not found.");
            if (instance.State.Progress != OrchestrationRuntimeStatus.Failed)
                throw new InvalidOperationException($"Instance '{instanceId}' is {instance.State.Status}: only one that has failed can be rewound.");
            if (InstanceRewound.EndsInCriticalSection(instance.State))
                throw new InvalidOperationException($"Instance '{instanceId}' failed in a critical section, whose locks are gone: restart it instead.");
            position = scheduler.Revive(new InstanceRewound(instanceId, reason, time.GetUtcNow()));
        }

        await log.WhenDurableAsync(position).ConfigureAwait(false);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

#pragma warning disable MA0015 // These messages are the official client's, to the letter: they name no parameter.
    private static ArgumentException Official(string message) => new(message);
#pragma warning restore MA0015

    private static HashSet<OrchestrationRuntimeStatus> RefusedStatuses(IReadOnlyList<string>? names)
    {
        var statuses = new HashSet<OrchestrationRuntimeStatus>();
        foreach (string status in names ?? [])
        {
            if (!Enum.TryParse(status, ignoreCase: true, out OrchestrationRuntimeStatus parsed) || !Enum.IsDefined(parsed))
                throw Official($"Invalid orchestration runtime status: '{status}' for deduplication.");
            statuses.Add(parsed);
        }

        return statuses;
    }

    private async Task StartAsync(InstanceStart start, HashSet<OrchestrationRuntimeStatus> refused)
    {
        Activity? span = telemetry.Tracing.Create(start);
        try
        {
            // without a span of its own it belongs to the trace of whoever schedules it
            await ScheduleAsync((span ?? Activity.Current) is { IdFormat: ActivityIdFormat.W3C } caller ? start with { Trace = TraceContext.Of(caller.Context) } : start, refused).ConfigureAwait(false);
            telemetry.Tracing.End(span);
        }
        catch (Exception e)
        {
            telemetry.Tracing.End(span, e.Message);
            throw;
        }
    }

    private async Task ScheduleAsync(InstanceStart start, HashSet<OrchestrationRuntimeStatus> refused)
    {
        var change = new InstanceScheduled(start);
        _ = change.Record;
        long position;
        lock (log.Gate)
        {
            // An instance that lives is never replaced: that would leave half of its work behind.
            if (store.Instances.TryFind(start.InstanceId, out Instance? existing)
                && (!existing.State.IsEnded || refused.Contains(existing.State.Status)))
            {
                throw new OrchestrationAlreadyExistsException(
                    $"An orchestration instance with the id '{start.InstanceId}' already exists; it is {existing.State.Status}.");
            }

            position = scheduler.Commit(change);
        }

        await log.WhenDurableAsync(position).ConfigureAwait(false);
    }

    /// <summary>Changes an instance that lives; one that has ended or is not there is left alone.</summary>
    private async Task ChangeAsync(string instanceId, Func<Instance, StoreChange?> change, Action<Instance>? then = null)
    {
        long position = 0;
        lock (log.Gate)
        {
            if (store.Instances.TryFind(instanceId, out Instance? instance))
            {
                position = instance.State.Position;
                if (!instance.State.IsEnded && change(instance) is { } made)
                {
                    position = scheduler.Commit(made);
                    then?.Invoke(instance);
                }
            }
        }

        await log.WhenDurableAsync(position).ConfigureAwait(false);
    }
}
