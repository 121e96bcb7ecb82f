using Embedded.Functions.Discovery;
using Embedded.Functions.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Entities;

namespace Embedded.Functions.Durable;

/// <summary>An entity function as the durable engine runs it: through the worker's middleware, once for each operation.</summary>
internal sealed class EntityFunction(FunctionDescriptor function, FunctionInvoker invoker) : ITaskEntity
{
    public async ValueTask<object?> RunAsync(TaskEntityOperation operation)
    {
        TaskEntityDispatcher? dispatcher = null;
        Dictionary<string, object?> data = new(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = operation.Context.Id.ToString() };
        await invoker.InvokeAsync(new Trigger(function, Value: null, data)
        {
            MakeValue = services => dispatcher = new TaskEntityDispatcher(operation, services),
        });
        return dispatcher is null
            ? throw new InvalidOperationException($"The entity function '{function.Name}' was not called for the operation '{operation}'.")
            : dispatcher.Result();
    }
}
