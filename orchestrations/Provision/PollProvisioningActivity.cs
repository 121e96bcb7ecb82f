using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Domain.Provisioning;

namespace PlatformDeployer.Orchestrations.Provision;

/// <summary>Asks the cloud how a request stands.</summary>
/// <param name="cloud">Where.</param>
public sealed class PollProvisioningActivity(ICloudProvisioner cloud)
{
    /// <summary>Runs the activity.</summary>
    [Function(nameof(PollProvisioningActivity))]
    public Task<ProvisioningProgress> RunAsync([ActivityTrigger] string token, CancellationToken cancellationToken) =>
        cloud.PollAsync(token, cancellationToken);
}
