namespace Microsoft.DurableTask.Entities;

/// <summary>What an operation may do beside changing its entity's state; it happens if the operation succeeds, and not at all if it fails.</summary>
public abstract class TaskEntityContext
{
    public abstract EntityInstanceId Id { get; }

    public virtual void SignalEntity(EntityInstanceId id, string operationName, SignalEntityOptions options) =>
        SignalEntity(id, operationName, input: null, options);

    public abstract void SignalEntity(EntityInstanceId id, string operationName, object? input = default, SignalEntityOptions? options = default);

    public virtual string ScheduleNewOrchestration(TaskName name, StartOrchestrationOptions options) => ScheduleNewOrchestration(name, input: null, options);

    public abstract string ScheduleNewOrchestration(TaskName name, object? input = default, StartOrchestrationOptions? options = default);
}
