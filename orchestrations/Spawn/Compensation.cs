using Microsoft.DurableTask;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Provisioning;
using PlatformDeployer.Orchestrations.Operations;
using PlatformDeployer.Orchestrations.Provision;

namespace PlatformDeployer.Orchestrations.Spawn;

/// <summary>
/// Undoes a spawn: all that was made stands in the platform's resource group, so deleting the group is the reverse of every step; then the name and the
/// share of the limits are given back.
/// </summary>
internal sealed class Compensation(TaskOrchestrationContext context, PlatformId id)
{
    private static readonly TimeSpan Limit = TimeSpan.FromHours(2);

    /// <summary>Undoes it.</summary>
    /// <returns>Why something is left; null when nothing is.</returns>
    public async Task<OperationErrorView?> RunAsync(string reason)
    {
        string group = await context.CallActivityAsync<string>(nameof(StopMonitorActivity), id, ActivityRetry.Options);
        ProvisioningProgress deleted = await new DurableRequest(context, null).RunAsync(nameof(StartDeleteGroupActivity), group, group, Limit);
        var release = new ReleaseOrder(id, reason, $"{context.InstanceId}.released", Failed: true);
        if (deleted.Failure is not { } failure)
        {
            await context.CallActivityAsync(nameof(ReleasePlatformActivity), release, ActivityRetry.Options);
            return null;
        }

        // the name stays taken while something of the platform is left: a second platform of that name could not be told from it
        await context.CallActivityAsync(nameof(ReportLeftoverActivity), release with { Reason = $"{reason} Could not be undone: {failure.Message}" }, ActivityRetry.Options);
        return FailureAdvice.Describe(failure with { Message = $"{reason} The resource group '{group}' could not be deleted: {failure.Message}" }, "compensate");
    }
}
