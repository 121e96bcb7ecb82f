using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Domain.Healing;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Provisioning;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Orchestrations.Heal;

/// <summary>Starts or restarts the site of a platform.</summary>
/// <param name="registry">Where the platform is known.</param>
/// <param name="cloud">Where it stands.</param>
public sealed class TreatSiteActivity(IPlatformRegistry registry, ICloudProvisioner cloud)
{
    /// <summary>Runs the activity.</summary>
    [Function(nameof(TreatSiteActivity))]
    public async Task<ProvisioningFailure?> RunAsync([ActivityTrigger] SiteTreatment order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ResourceGraph graph = await registry.FindGraphAsync(order.PlatformId, cancellationToken) ?? throw new PlatformNotFoundException(order.PlatformId);
        ResourceNode site = graph.Nodes.Single(node => node.Role == ResourceRole.Site);
        var target = new ResourceTarget(graph.IdOf(site.Key), site.ApiVersion);
        return order.Kind == RemedyKind.StartSite
            ? await cloud.StartSiteAsync(target, cancellationToken)
            : await cloud.RestartSiteAsync(target, cancellationToken);
    }
}
