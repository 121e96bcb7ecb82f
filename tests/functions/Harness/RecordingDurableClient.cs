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

    /// <summary>What was searched for.</summary>
    public List<OrchestrationQuery> Looks { get; } = [];

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
        (string? _, CancellationToken _) =>
        {
            string prefix = filter?.InstanceIdPrefix ?? "";
            lock (_instances)
            {
                if (filter is not null) Looks.Add(filter);
                OrchestrationMetadata[] found =
                [
                    .. _instances.Values.Where(instance => instance.InstanceId.StartsWith(prefix, StringComparison.Ordinal)
                        && !(instance.CreatedAt < filter?.CreatedFrom) && !(instance.CreatedAt > filter?.CreatedTo)),
                ];
                return Task.FromResult(new Page<OrchestrationMetadata>(found, null));
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

    public override Task SuspendInstanceAsync(string instanceId, string? reason = default, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override Task ResumeInstanceAsync(string instanceId, string? reason = default, CancellationToken cancellation = default) => throw new NotSupportedException();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
