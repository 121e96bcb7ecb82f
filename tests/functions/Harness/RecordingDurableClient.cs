using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using PlatformDeployer.Orchestrations.Operations;

namespace PlatformDeployer.Functions.Tests.Harness;

/// <summary>Keeps what was scheduled and raised; runs nothing.</summary>
internal sealed class RecordingDurableClient(TimeProvider time) : DurableTaskClient("test")
{
    private readonly Dictionary<string, OrchestrationMetadata> _instances = new(StringComparer.Ordinal);

    public Exception? Failure { get; set; }

    public List<(string Orchestrator, string InstanceId, object? Input)> Scheduled { get; } = [];

    public List<(string InstanceId, string Event)> Raised { get; } = [];

    /// <summary>What was asked of instances, each as <c>verb id</c>; they change as they would.</summary>
    public List<string> Commands { get; } = [];

    /// <summary>What every instance tells of itself; null for a back end that tells nothing.</summary>
    public IList<HistoryEvent>? History { get; set; }

    /// <summary>Whether instances can be rewound.</summary>
    public bool Rewinds { get; set; } = true;

    /// <summary>What was purged by.</summary>
    public PurgeInstancesFilter? PurgeFilter { get; private set; }

    /// <summary>What was searched for.</summary>
    public List<OrchestrationQuery> Looks { get; } = [];

    public void Put(OrchestrationMetadata instance) => _instances[instance.InstanceId] = instance;

    public void Put(string instanceId, OrchestrationRuntimeStatus status, OperationProgress? progress, DateTimeOffset createdAt) =>
        _instances[instanceId] = new OrchestrationMetadata("orchestrator", instanceId)
        {
            RuntimeStatus = status,
            CreatedAt = createdAt,
            LastUpdatedAt = createdAt,
            SerializedCustomStatus = progress is null ? null : JsonDataConverter.Default.Serialize(progress),
            DataConverter = JsonDataConverter.Default,
        };

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = default, StartOrchestrationOptions? options = default, CancellationToken cancellation = default)
    {
        if (Failure is not null) throw Failure;
        string id = options!.InstanceId!;
        lock (_instances)
        {
            Scheduled.Add((orchestratorName.Name, id, input));
            Put(id, OrchestrationRuntimeStatus.Pending, null, time.GetUtcNow());
        }

        return Task.FromResult(id);
    }

    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = default, CancellationToken cancellation = default)
    {
        lock (_instances) Raised.Add((instanceId, eventName));
        return Task.CompletedTask;
    }

    public override Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        if (Failure is not null) throw Failure;
        lock (_instances) return Task.FromResult(_instances.GetValueOrDefault(instanceId));
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = default) => Pageable.Create(
        (string? token, CancellationToken _) =>
        {
            string prefix = filter?.InstanceIdPrefix ?? "";
            HashSet<OrchestrationRuntimeStatus> statuses = [.. filter?.Statuses ?? []];
            int size = filter?.PageSize ?? OrchestrationQuery.DefaultPageSize;
            lock (_instances)
            {
                if (filter is not null) Looks.Add(filter);
                OrchestrationMetadata[] found =
                [
                    .. _instances.Values
                        .Where(instance => instance.InstanceId.StartsWith(prefix, StringComparison.Ordinal) && (statuses.Count == 0 || statuses.Contains(instance.RuntimeStatus)))
                        .Where(instance => (filter?.CreatedFrom is not { } from || instance.CreatedAt >= from) && (filter?.CreatedTo is not { } to || instance.CreatedAt <= to))
                        .Where(instance => string.CompareOrdinal(instance.InstanceId, token) > 0)
                        .OrderBy(instance => instance.InstanceId, StringComparer.Ordinal)
                        .Take(size + 1),
                ];
                string? next = found.Length > size ? found[size - 1].InstanceId : null;
                return Task.FromResult(new Page<OrchestrationMetadata>([.. found.Take(size)], next));
            }
        });

    public override Task<PurgeResult> PurgeInstanceAsync(string instanceId, PurgeInstanceOptions? options = default, CancellationToken cancellation = default)
    {
        lock (_instances) return Task.FromResult(new PurgeResult(_instances.Remove(instanceId) ? 1 : 0));
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public override Task SuspendInstanceAsync(string instanceId, string? reason = default, CancellationToken cancellation = default) =>
        Command("suspend", instanceId, OrchestrationRuntimeStatus.Suspended);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = default, CancellationToken cancellation = default) =>
        Command("resume", instanceId, OrchestrationRuntimeStatus.Running);

    public override Task TerminateInstanceAsync(string instanceId, TerminateInstanceOptions? options = default, CancellationToken cancellation = default) =>
        Command(options?.Recursive == true ? "terminate-all" : "terminate", instanceId, OrchestrationRuntimeStatus.Terminated);

    public override Task RewindInstanceAsync(string instanceId, string reason, CancellationToken cancellation = default) =>
        Rewinds ? Command("rewind", instanceId, OrchestrationRuntimeStatus.Running) : throw new NotSupportedException();

    public override Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = default, CancellationToken cancellation = default)
    {
        PurgeFilter = filter;
        return Task.FromResult(new PurgeResult(3, isComplete: true));
    }

    public override Task<IList<HistoryEvent>> GetOrchestrationHistoryAsync(string instanceId, CancellationToken cancellation = default) =>
        History is null ? base.GetOrchestrationHistoryAsync(instanceId, cancellation) : Task.FromResult(History);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task Command(string verb, string instanceId, OrchestrationRuntimeStatus status)
    {
        lock (_instances)
        {
            Commands.Add($"{verb} {instanceId}");
            OrchestrationMetadata known = _instances[instanceId];
            Put(new OrchestrationMetadata(known.Name, instanceId) { RuntimeStatus = status, CreatedAt = known.CreatedAt, LastUpdatedAt = known.LastUpdatedAt });
        }

        return Task.CompletedTask;
    }
}
