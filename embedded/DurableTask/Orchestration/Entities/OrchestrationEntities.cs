using System.Diagnostics.CodeAnalysis;
using Embedded.DurableTask.Engine.Entities;
using Embedded.DurableTask.Store;
using Embedded.DurableTask.Store.Entities;
using Microsoft.DurableTask.Entities;

namespace Embedded.DurableTask.Orchestration.Entities;

/// <summary>What an orchestrator does with entities: each call, signal and lock is a decision of its history.</summary>
internal sealed class OrchestrationEntities(OrchestrationExecution execution, OrchestrationSettings settings) : TaskOrchestrationEntityFeature
{
    private CriticalSection? _section;

    public override async Task<TResult> CallEntityAsync<TResult>(
        EntityInstanceId id, string operationName, object? input = default, CallEntityOptions? options = default)
    {
        EntityTarget.Require(id, operationName);
        execution.RequireOwnThread();
        string? data = settings.Serialize(input, $"The input of the operation '{operationName}'");
        CriticalSection? section = _section;
        section?.BeginCall(id);
        HistoryEvent answer = await execution.Open(new HistoryEvent(HistoryEventKind.EntityCalled, execution.TakeTaskId())
        {
            Name = operationName, InstanceId = id.ToString(), Data = data,
        }).Task.ConfigureAwait(true);
        section?.EndCall(id);
        return answer.Kind == HistoryEventKind.EntityCompleted
            ? settings.Converter.Deserialize<TResult>(answer.Data)!
            : throw new EntityOperationFailedException(id, operationName, answer.Failure!);
    }

    public override Task CallEntityAsync(EntityInstanceId id, string operationName, object? input = default, CallEntityOptions? options = default) =>
        CallEntityAsync<object>(id, operationName, input, options);

    public override Task SignalEntityAsync(EntityInstanceId id, string operationName, object? input = default, SignalEntityOptions? options = default)
    {
        EntityTarget.Require(id, operationName);
        execution.RequireOwnThread();
        _section?.RequireNotLocked(id);
        string? data = settings.Serialize(input, $"The input of the operation '{operationName}'");
        execution.Decide(new HistoryEvent(HistoryEventKind.EntitySignaled, execution.TakeTaskId())
        {
            Name = operationName, InstanceId = id.ToString(), Data = data, DueAt = EntityTarget.DelayOf(options, execution.Now) ?? default,
        });
        return Task.CompletedTask;
    }

    public override async Task<IAsyncDisposable> LockEntitiesAsync(IEnumerable<EntityInstanceId> entityIds)
    {
        ArgumentNullException.ThrowIfNull(entityIds);
        execution.RequireOwnThread();
        if (_section is not null) throw new InvalidOperationException("A critical section may not open another one.");
        EntityInstanceId[] wanted = [.. entityIds.Distinct()];
        if (wanted.Length == 0) throw new ArgumentException("There is nothing to lock.", nameof(entityIds));
        foreach (EntityInstanceId id in wanted) EntityTarget.Require(id);

        // All lock in the order of the ids: two that want the same entities cannot wait for each other.
        string[] lockSet = [.. wanted.Select(id => id.ToString()).Order(StringComparer.Ordinal)];
        int taskId = execution.TakeTaskId();
        Task<HistoryEvent> locked = execution.Open(new HistoryEvent(HistoryEventKind.EntityLockRequested, taskId) { Data = LockSetCodec.ToText(lockSet) }).Task;
        var section = new CriticalSection(wanted);
        _section = section;
        await locked.ConfigureAwait(true);
        section.Enter();
        return new LockRelease(() => Release(section, taskId));
    }

    public override bool InCriticalSection([NotNullWhen(true)] out IReadOnlyList<EntityInstanceId>? entityIds)
    {
        entityIds = _section?.Available;
        return _section is not null;
    }

    private void Release(CriticalSection section, int taskId)
    {
        execution.RequireOwnThread();
        if (_section != section) return;
        _section = null;
        execution.Decide(new HistoryEvent(HistoryEventKind.EntityLockReleased, taskId));
    }

    /// <summary>Ends a critical section; once.</summary>
    private sealed class LockRelease(Action release) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            release();
            return ValueTask.CompletedTask;
        }
    }
}
