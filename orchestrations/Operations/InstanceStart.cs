using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace PlatformDeployer.Orchestrations.Operations;

/// <summary>Starts instances whose ids follow from what they are about, so that two who start the same thing start one.</summary>
internal static class InstanceStart
{
    /// <summary>Starts an instance; one that another started meanwhile is as good.</summary>
    public static async Task OnceAsync(DurableTaskClient client, string orchestrator, object input, string instanceId, CancellationToken cancellationToken)
    {
        StartOrchestrationOptions options = new StartOrchestrationOptions(instanceId).WithDedupeStatuses(
            OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, options, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // back ends name the refusal differently, so what counts is that the instance is there
            if (await client.GetInstanceAsync(instanceId, cancellationToken) is null) throw;
        }
    }

    /// <summary>Starts an instance again that broke or is gone; one that runs, or ran to its end, is left alone.</summary>
    /// <returns>Whether it had to be started.</returns>
    public static async Task<bool> ReviveAsync(DurableTaskClient client, string orchestrator, object input, string instanceId, CancellationToken cancellationToken)
    {
        OrchestrationMetadata? known = await client.GetInstanceAsync(instanceId, cancellationToken);
        if (known is { IsCompleted: false } or { RuntimeStatus: OrchestrationRuntimeStatus.Completed }) return false;
        if (known is not null) await client.PurgeInstanceAsync(instanceId, cancellationToken);
        await OnceAsync(client, orchestrator, input, instanceId, cancellationToken);
        return true;
    }
}
