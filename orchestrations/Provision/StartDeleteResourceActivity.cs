using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Domain.Provisioning;

namespace PlatformDeployer.Orchestrations.Provision;

/// <summary>Starts to delete a resource.</summary>
/// <param name="cloud">Where.</param>
public sealed class StartDeleteResourceActivity(ICloudProvisioner cloud)
{
    /// <summary>Runs the activity.</summary>
    [Function(nameof(StartDeleteResourceActivity))]
    public Task<ProvisioningProgress> RunAsync([ActivityTrigger] ResourceTarget target, CancellationToken cancellationToken) =>
        cloud.StartDeleteAsync(target, cancellationToken);
}
