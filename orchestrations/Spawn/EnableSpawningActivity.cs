using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Provisioning;

namespace PlatformDeployer.Orchestrations.Spawn;

/// <summary>Tells a child that it may spawn.</summary>
/// <param name="registry">Where the platform is known.</param>
/// <param name="link">How to tell it.</param>
public sealed class EnableSpawningActivity(IPlatformRegistry registry, IPlatformLink link)
{
    /// <summary>Runs the activity.</summary>
    /// <returns>Why it could not be told; null when it was.</returns>
    [Function(nameof(EnableSpawningActivity))]
    public async Task<ProvisioningFailure?> RunAsync([ActivityTrigger] PlatformId id, CancellationToken cancellationToken)
    {
        PlatformRecord platform = await registry.FindAsync(id, cancellationToken) ?? throw new PlatformNotFoundException(id);
        try
        {
            await link.SetSpawningAsync(new Uri(platform.Endpoint!), platform.Id, enabled: true, cancellationToken);
            return null;
        }
        catch (PlatformLinkException exception)
        {
            return new ProvisioningFailure(FailureClass.Transient, "NotReachable", exception.Message, platform.Endpoint!);
        }
    }
}
