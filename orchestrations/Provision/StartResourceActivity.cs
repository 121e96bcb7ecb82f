using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Domain.Provisioning;

namespace PlatformDeployer.Orchestrations.Provision;

/// <summary>Starts to put a resource.</summary>
/// <param name="cloud">Where.</param>
public sealed class StartResourceActivity(ICloudProvisioner cloud)
{
    /// <summary>Runs the activity.</summary>
    [Function(nameof(StartResourceActivity))]
    public Task<ProvisioningProgress> RunAsync([ActivityTrigger] ResourceOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        return cloud.StartPutAsync(order.Target, order.Body, cancellationToken);
    }
}
