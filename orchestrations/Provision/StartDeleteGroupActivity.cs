using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Domain.Provisioning;

namespace PlatformDeployer.Orchestrations.Provision;

/// <summary>Starts to delete a resource group and all in it.</summary>
/// <param name="cloud">Where.</param>
public sealed class StartDeleteGroupActivity(ICloudProvisioner cloud)
{
    /// <summary>Runs the activity.</summary>
    [Function(nameof(StartDeleteGroupActivity))]
    public Task<ProvisioningProgress> RunAsync([ActivityTrigger] string group, CancellationToken cancellationToken) =>
        cloud.StartDeleteGroupAsync(group, cancellationToken);
}
