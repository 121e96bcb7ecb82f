using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PlatformDeployer.Orchestrations.Operations;

namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>Retires a platform: everything below it first, leaves first, then its own resources, then its name.</summary>
public static class RetirePlatformOrchestrator
{
    /// <summary>Runs the orchestration.</summary>
    [Function(nameof(RetirePlatformOrchestrator))]
    public static Task<OperationProgress> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new RetireRun(context, context.GetInput<RetireOrder>()!).RunAsync();
    }
}
