using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Health;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Provisioning;

namespace PlatformDeployer.Orchestrations.Spawn;

/// <summary>Checks that the child's program answers at its address, and that it is the child.</summary>
/// <param name="registry">Where the platform is known.</param>
/// <param name="link">How to ask it.</param>
public sealed class LinkPlatformActivity(IPlatformRegistry registry, IPlatformLink link)
{
    /// <summary>Runs the activity.</summary>
    /// <returns>Why the link does not stand yet; null when it does.</returns>
    [Function(nameof(LinkPlatformActivity))]
    public async Task<ProvisioningFailure?> RunAsync([ActivityTrigger] PlatformId id, CancellationToken cancellationToken)
    {
        PlatformRecord platform = await registry.FindAsync(id, cancellationToken) ?? throw new PlatformNotFoundException(id);
        try
        {
            ReadinessView ready = await link.GetReadinessAsync(new Uri(platform.Endpoint!), cancellationToken);
            return ready.PlatformId == id.Value
                ? null
                : new ProvisioningFailure(FailureClass.Permanent, "WrongPlatform", $"Platform '{ready.PlatformId}' answers there.", platform.Endpoint!);
        }
        catch (PlatformLinkException exception)
        {
            return new ProvisioningFailure(FailureClass.Transient, "NotReady", exception.Message, platform.Endpoint!);
        }
    }
}
