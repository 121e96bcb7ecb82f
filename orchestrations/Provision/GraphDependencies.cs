using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Orchestrations.Provision;

/// <summary>
/// What each node of a graph waits for: the nodes it depends on, and, for what is deployed, all of the tiers that its tier depends on.
/// So tiers come up from the deepest to 0 without a barrier that would make unrelated nodes wait for one another.
/// </summary>
internal static class GraphDependencies
{
    /// <summary>By key of a node, the keys of the nodes it waits for.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(ResourceGraph graph)
    {
        Dictionary<int, TierPlan> tiers = graph.Tiers.ToDictionary(tier => tier.Level);
        return graph.Nodes.ToDictionary(node => node.Key, node => Of(node, tiers), StringComparer.Ordinal);
    }

    private static IReadOnlyList<string> Of(ResourceNode node, Dictionary<int, TierPlan> tiers)
    {
        if (node.Stage != ResourceStage.Deploy || !tiers.TryGetValue(node.Tier, out TierPlan? own)) return node.DependsOn;
        return [.. node.DependsOn.Concat(own.DependsOn.SelectMany(level => tiers[level].Keys)).Distinct(StringComparer.Ordinal)];
    }
}
