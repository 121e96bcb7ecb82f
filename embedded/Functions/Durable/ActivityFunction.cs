using Embedded.Functions.Discovery;
using Embedded.Functions.Invocation;
using Microsoft.DurableTask;

namespace Embedded.Functions.Durable;

/// <summary>An activity function as the durable engine runs it: through the worker's middleware, in a scope of its own.</summary>
internal sealed class ActivityFunction(FunctionDescriptor function, FunctionInvoker invoker) : ITaskActivity
{
    public Type InputType => function.TriggerParameter.Type;

    public Type OutputType => typeof(object);

    public Task<object?> RunAsync(TaskActivityContext context, object? input)
    {
        Dictionary<string, object?> data = new(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = context.InstanceId };
        return invoker.InvokeAsync(new Trigger(function, input, data));
    }
}
