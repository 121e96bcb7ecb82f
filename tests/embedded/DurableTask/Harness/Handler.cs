using Microsoft.DurableTask.Entities;

namespace Embedded.DurableTask.Tests.Harness;

/// <summary>An entity made of a function; a task that it returns is awaited.</summary>
internal sealed class Handler(Func<TaskEntityOperation, object?> run) : ITaskEntity
{
    public async ValueTask<object?> RunAsync(TaskEntityOperation operation)
    {
        object? result = run(operation);
        if (result is not Task task) return result;
        await task;
        return null;
    }
}
