using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Domain.Provisioning;

namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>Stops the programs of a platform that cannot be spoken with, so that they do not repair what is being taken down below them.</summary>
/// <param name="cloud">Where they run.</param>
public sealed class StopSitesActivity(ICloudProvisioner cloud)
{
    /// <summary>Runs the activity.</summary>
    [Function(nameof(StopSitesActivity))]
    public Task<ProvisioningProgress> RunAsync([ActivityTrigger] string group, CancellationToken cancellationToken) => cloud.StopSitesAsync(group, cancellationToken);
}
