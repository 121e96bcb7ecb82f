using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PlatformDeployer.Orchestrations.Operations;

namespace PlatformDeployer.Orchestrations.Spawn;

/// <summary>
/// Spawns a platform in five stages. Every step that touches the world is a checkpointed activity; what fails or is cancelled is undone until nothing
/// of the platform is left.
/// </summary>
public static class SpawnPlatformOrchestrator
{
    /// <summary>Runs the orchestration.</summary>
    [Function(nameof(SpawnPlatformOrchestrator))]
    public static Task<OperationProgress> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new SpawnRun(context, context.GetInput<SpawnOrder>()!.PlatformId).RunAsync();
    }
}
