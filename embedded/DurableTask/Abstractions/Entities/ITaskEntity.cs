namespace Microsoft.DurableTask.Entities;

/// <summary>An entity as the engine calls it: one operation at a time.</summary>
public interface ITaskEntity
{
    ValueTask<object?> RunAsync(TaskEntityOperation operation);
}
