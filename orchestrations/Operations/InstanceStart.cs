using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace PlatformDeployer.Orchestrations.Operations;

/// <summary>Starts instances whose ids follow from what they are about, so that two who start the same thing start one.</summary>
internal static class InstanceStart
{
    /// <summary>Starts an instance; one that another started meanwhile is as good.</summary>
    public static Task OnceAsync(DurableTaskClient client, string orchestrator, object input, string instanceId, CancellationToken cancellationToken) =>
        OnceAsync(client, orchestrator, input, new StartOrchestrationOptions(instanceId), cancellationToken);

    /// <summary>
    /// Starts an instance again that broke or is gone; one that runs, or ran to its end, is left alone, and so is one that broke too often or just now.
    /// </summary>
    /// <returns>Whether it was started.</returns>
    public static async Task<bool> ReviveAsync(
        DurableTaskClient client, string orchestrator, object input, string instanceId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        OrchestrationMetadata? known = await client.GetInstanceAsync(instanceId, cancellationToken);
        var options = new StartOrchestrationOptions(instanceId);
        if (known is not null)
        {
            bool failed = known.RuntimeStatus == OrchestrationRuntimeStatus.Failed;
            if (!failed && known.RuntimeStatus != OrchestrationRuntimeStatus.Terminated) return false;
            if (failed && !InstanceAttempts.AllowAnother(known, now)) return false;
            options = options with { Tags = InstanceAttempts.TagsOf(InstanceAttempts.Of(known) + (failed ? 1 : 0)) };
            await client.PurgeInstanceAsync(instanceId, cancellationToken);
        }

        await OnceAsync(client, orchestrator, input, options, cancellationToken);
        return true;
    }

    private static async Task OnceAsync(
        DurableTaskClient client, string orchestrator, object input, StartOrchestrationOptions start, CancellationToken cancellationToken)
    {
        StartOrchestrationOptions options = start.WithDedupeStatuses(
            OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, options, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // back ends name the refusal differently, so what counts is that the instance is there
            if (await client.GetInstanceAsync(start.InstanceId!, cancellationToken) is null) throw;
        }
    }
}
