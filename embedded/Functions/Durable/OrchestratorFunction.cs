using System.Runtime.CompilerServices;
using Embedded.Functions.Discovery;
using Embedded.Functions.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Embedded.Functions.Durable;

/// <summary>An orchestrator function as the durable engine runs it: through the worker's middleware, on the orchestrator's own context.</summary>
internal sealed class OrchestratorFunction(FunctionDescriptor function, FunctionInvoker invoker) : ITaskOrchestrator
{
    private static readonly ConditionalWeakTable<TaskOrchestrationContext, FunctionContext> Contexts = [];

    public Type InputType { get; } =
        Array.Find(function.Parameters, parameter => parameter.Source == ParameterSource.OrchestrationInput)?.Type ?? typeof(object);

    public Type OutputType => typeof(object);

    public static FunctionContext? ContextOf(TaskOrchestrationContext context) => Contexts.TryGetValue(context, out FunctionContext? found) ? found : null;

    public Task<object?> RunAsync(TaskOrchestrationContext context, object? input)
    {
        Dictionary<string, object?> data = new(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = context.InstanceId };
        Trigger trigger = new(function, context, data) { OrchestrationInput = input };
        return invoker.OrchestrateAsync(trigger, invocation => Contexts.AddOrUpdate(context, invocation));
    }
}
