using Microsoft.DurableTask;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Orchestrations.Operations;
using PlatformDeployer.Orchestrations.Retire;

namespace PlatformDeployer.Orchestrations.Spawn;

/// <summary>
/// Undoes a spawn: all that was made stands in the platform's resource group, so deleting the group is the reverse of every step; then the name and the
/// share of the limits are given back. A platform that may have spawned already is emptied first.
/// </summary>
internal sealed class Compensation(TaskOrchestrationContext context, PlatformId id)
{
    /// <summary>Undoes it.</summary>
    /// <returns>Why something is left; null when nothing is.</returns>
    public async Task<OperationErrorView?> RunAsync(string reason, bool mayHaveChildren)
    {
        var groups = new GroupRemoval(context, () => "compensate");
        var release = new ReleaseOrder(id, reason, $"{context.InstanceId}.released", Failed: true);
        try
        {
            string group = await context.CallActivityAsync<string>(nameof(StopMonitorActivity), id, ActivityRetry.Patient);
            if (mayHaveChildren)
            {
                await context.CallActivityAsync(nameof(DisableSpawningActivity), id, ActivityRetry.Patient);
                var removal = new DescendantRemoval(context, groups, (_, _) => { });
                await removal.RunAsync(id, await removal.PlanAsync(id));
            }

            await groups.DeleteAsync(group);
        }
        catch (OperationFailedException left)
        {
            // the name stays taken while something of the platform is left: a second platform of that name could not be told from it
            await context.CallActivityAsync(nameof(ReportLeftoverActivity), release with { Reason = $"{reason} Could not be undone: {left.Error.Message}" }, ActivityRetry.Patient);
            return left.Error;
        }

        await context.CallActivityAsync(nameof(ReleasePlatformActivity), release, ActivityRetry.Patient);
        return null;
    }
}
