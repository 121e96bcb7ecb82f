using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>Tells a child that it may spawn no more. One that does not answer spawns nothing either: its request would be forwarded through it.</summary>
/// <param name="registry">Where the platform is known.</param>
/// <param name="link">How to tell it.</param>
public sealed class DisableSpawningActivity(IPlatformRegistry registry, IPlatformLink link)
{
    /// <summary>Runs the activity.</summary>
    /// <returns>Whether it was told.</returns>
    [Function(nameof(DisableSpawningActivity))]
    public async Task<bool> RunAsync([ActivityTrigger] PlatformId id, CancellationToken cancellationToken)
    {
        PlatformRecord? platform = await registry.FindAsync(id, cancellationToken);
        if (platform?.Endpoint is null) return false;
        try
        {
            await link.SetSpawningAsync(new Uri(platform.Endpoint), platform.Id, enabled: false, cancellationToken);
            return true;
        }
        catch (PlatformLinkException)
        {
            return false;
        }
    }
}
