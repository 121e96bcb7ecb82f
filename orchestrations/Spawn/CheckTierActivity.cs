using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Provisioning;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Orchestrations.Spawn;

/// <summary>Runs the health check of one tier.</summary>
/// <param name="registry">Where the platform is known.</param>
/// <param name="cloud">Where its resources stand.</param>
/// <param name="link">How to ask its program.</param>
public sealed class CheckTierActivity(IPlatformRegistry registry, ICloudProvisioner cloud, IPlatformLink link)
{
    /// <summary>Runs the activity.</summary>
    /// <returns>Why the tier is not well; null when it is.</returns>
    [Function(nameof(CheckTierActivity))]
    public async Task<ProvisioningFailure?> RunAsync([ActivityTrigger] TierCheckOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ResourceGraph graph = await registry.FindGraphAsync(order.PlatformId, cancellationToken) ?? throw new PlatformNotFoundException(order.PlatformId);
        HealthCheck check = graph.Tiers.Single(tier => tier.Level == order.Level).HealthCheck;
        return check.Kind == HealthCheckKind.Http
            ? await CheckEndpointAsync(order.PlatformId, check, cancellationToken)
            : await CheckResourceAsync(graph, check.Resource!, cancellationToken);
    }

    private async Task<ProvisioningFailure?> CheckEndpointAsync(PlatformId id, HealthCheck check, CancellationToken cancellationToken)
    {
        PlatformRecord platform = await registry.FindAsync(id, cancellationToken) ?? throw new PlatformNotFoundException(id);
        var address = new Uri(new Uri(platform.Endpoint!), check.Path);
        try
        {
            await link.ProbeAsync(address, TimeSpan.FromSeconds(check.TimeoutSeconds), cancellationToken);
            return null;
        }
        catch (PlatformLinkException exception)
        {
            return new ProvisioningFailure(FailureClass.Transient, "HealthCheckFailed", exception.Message, address.AbsoluteUri);
        }
    }

    private async Task<ProvisioningFailure?> CheckResourceAsync(ResourceGraph graph, string key, CancellationToken cancellationToken)
    {
        string id = graph.IdOf(key);
        try
        {
            IReadOnlySet<string> found = await cloud.FindExistingAsync([new ResourceTarget(id, graph.Node(key).ApiVersion)], cancellationToken);
            return found.Count == 1 ? null : new ProvisioningFailure(FailureClass.Transient, "HealthCheckFailed", $"The resource '{key}' is not there.", id);
        }
        catch (CloudUnavailableException exception) when (exception.Failure is { } unanswered)
        {
            return unanswered;
        }
    }
}
