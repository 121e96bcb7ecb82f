using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Provisioning;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Orchestrations.Heal;

/// <summary>Reads the resources that those to be put again depend on, because their bodies may refer to them.</summary>
/// <param name="registry">Where the platform is known.</param>
/// <param name="cloud">Where it stands.</param>
public sealed class ReadStandingActivity(IPlatformRegistry registry, ICloudProvisioner cloud)
{
    /// <summary>Runs the activity.</summary>
    [Function(nameof(ReadStandingActivity))]
    public async Task<StandingResources> RunAsync([ActivityTrigger] ReadStandingOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ResourceGraph graph = await registry.FindGraphAsync(order.PlatformId, cancellationToken) ?? throw new PlatformNotFoundException(order.PlatformId);
        IEnumerable<string> needed = order.PutKeys.SelectMany(key => graph.Node(key).DependsOn).Except(order.PutKeys, StringComparer.Ordinal);
        var standing = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (string key in needed.Distinct(StringComparer.Ordinal))
        {
            JsonObject? resource = await cloud.ReadAsync(new ResourceTarget(graph.IdOf(key), graph.Node(key).ApiVersion), cancellationToken);
            if (resource is not null) standing[key] = resource;
        }

        return new StandingResources(graph, standing);
    }
}
