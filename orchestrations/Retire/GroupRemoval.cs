using Microsoft.DurableTask;
using PlatformDeployer.Domain.Provisioning;
using PlatformDeployer.Orchestrations.Operations;
using PlatformDeployer.Orchestrations.Provision;

namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>Takes resource groups down.</summary>
/// <param name="context">The orchestration.</param>
/// <param name="stage">The stage that a failure belongs to.</param>
internal sealed class GroupRemoval(TaskOrchestrationContext context, Func<string?> stage)
{
    private static readonly TimeSpan DeleteLimit = TimeSpan.FromHours(2);
    private static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(30);

    /// <summary>Deletes a group and all in it.</summary>
    /// <exception cref="OperationFailedException">The cloud refuses.</exception>
    public Task DeleteAsync(string group) => RunAsync(nameof(StartDeleteGroupActivity), group, DeleteLimit);

    /// <summary>Stops every program in a group.</summary>
    /// <exception cref="OperationFailedException">The cloud refuses.</exception>
    public Task StopSitesAsync(string group) => RunAsync(nameof(StopSitesActivity), group, StopLimit);

    private async Task RunAsync(string activity, string group, TimeSpan limit)
    {
        ProvisioningProgress end = await new DurableRequest(context, null).RunAsync(activity, group, group, limit);
        if (end.Failure is { } failure) throw new OperationFailedException(FailureAdvice.Describe(failure, stage()));
    }
}
