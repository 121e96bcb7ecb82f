using Embedded.Functions.Durable;
using Microsoft.Azure.Functions.Worker;

namespace Microsoft.DurableTask;

/// <summary>The functions side of an orchestrator.</summary>
public static class TaskOrchestrationContextExtensionMethods
{
    /// <summary>The function context of an orchestrator function; null for an orchestrator that is no function.</summary>
    public static FunctionContext? GetFunctionContext(this TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return OrchestratorFunction.ContextOf(context);
    }
}
