using Embedded.Functions.Discovery;
using Embedded.Functions.Invocation;
using Microsoft.DurableTask;

namespace Embedded.Functions.Durable;

/// <summary>Makes an app's orchestrator, activity and entity functions known to the durable engine.</summary>
internal static class DurableFunctions
{
    public static DurableTaskRegistry Register(AppModel app, FunctionInvoker invoker)
    {
        DurableTaskRegistry registry = new();
        foreach (FunctionDescriptor function in app.Functions)
        {
            if (function.Kind == FunctionKind.Orchestration)
            {
                OrchestratorFunction orchestrator = new(function, invoker);
                registry.AddOrchestrator(function.Name, () => orchestrator);
            }
            else if (function.Kind == FunctionKind.Activity)
            {
                ActivityFunction activity = new(function, invoker);
                registry.AddActivity(function.Name, _ => activity);
            }
            else if (function.Kind == FunctionKind.Entity)
            {
                registry.AddEntity(function.Name, new EntityFunction(function, invoker));
            }
        }

        return registry;
    }
}
