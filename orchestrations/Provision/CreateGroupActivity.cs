using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Domain.Provisioning;

namespace PlatformDeployer.Orchestrations.Provision;

/// <summary>Creates a platform's resource group.</summary>
/// <param name="cloud">Where.</param>
public sealed class CreateGroupActivity(ICloudProvisioner cloud)
{
    /// <summary>Runs the activity.</summary>
    [Function(nameof(CreateGroupActivity))]
    public Task<ProvisioningProgress> RunAsync([ActivityTrigger] GroupOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        return cloud.CreateGroupAsync(order.Group, order.Region, order.Tags, cancellationToken);
    }
}
