using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Provisioning;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Orchestrations.Spawn;

/// <summary>Finds out where a platform's program listens, and writes it into the registry.</summary>
/// <param name="registry">Where the platform is known.</param>
/// <param name="cloud">Where it stands.</param>
public sealed class LocatePlatformActivity(IPlatformRegistry registry, ICloudProvisioner cloud)
{
    /// <summary>Runs the activity.</summary>
    /// <returns>Why it could not be found out yet; null when it is known.</returns>
    [Function(nameof(LocatePlatformActivity))]
    public async Task<ProvisioningFailure?> RunAsync([ActivityTrigger] PlatformId id, CancellationToken cancellationToken)
    {
        ResourceGraph graph = await registry.FindGraphAsync(id, cancellationToken) ?? throw new PlatformNotFoundException(id);
        ResourceNode site = graph.Nodes.Single(node => node.Role == ResourceRole.Site);
        var target = new ResourceTarget(graph.IdOf(site.Key), site.ApiVersion);
        SiteObservation observed;
        try
        {
            observed = await cloud.ObserveSiteAsync(target, cancellationToken);
        }
        catch (CloudUnavailableException exception) when (exception.Failure is { } unanswered)
        {
            return unanswered;
        }

        if (observed.Endpoint is not { } endpoint) return new ProvisioningFailure(FailureClass.Transient, "NoAddress", "The site has no address yet.", target.Id);
        await registry.UpdateAsync(
            id,
            platform => platform.Endpoint == endpoint ? null : platform with
            {
                Endpoint = endpoint,
                Resources = [.. graph.Nodes.Select(node => new ResourceEntry(node.Key, graph.IdOf(node.Key), node.Type, node.Tier))],
                TaggedResources = graph.Nodes.Count(node => node.Body.ContainsKey("tags")),
            },
            cancellationToken);
        return null;
    }
}
