using System.Text.Json.Serialization;

namespace PlatformDeployer.Domain.Resources;

/// <summary>Everything a platform is made of, and in which order it can be made. The resource group comes before the graph and carries <paramref name="Tags"/> too.</summary>
/// <param name="SubscriptionId">The subscription it stands in.</param>
/// <param name="ResourceGroup">The name of the platform's resource group.</param>
/// <param name="Region">The platform's region.</param>
/// <param name="Template">The template and version it was compiled from: <c>basic@1.0.0</c>.</param>
/// <param name="Tags">The tags of the group and of every resource that can have some.</param>
/// <param name="Nodes">The resources, in an order in which they can be put.</param>
/// <param name="Tiers">The tiers, the deepest first.</param>
public sealed record ResourceGraph(
    string SubscriptionId,
    string ResourceGroup,
    string Region,
    string Template,
    IReadOnlyDictionary<string, string> Tags,
    IReadOnlyList<ResourceNode> Nodes,
    IReadOnlyList<TierPlan> Tiers)
{
    /// <summary>The id of the resource group.</summary>
    [JsonIgnore]
    public string ResourceGroupId => ResourceIds.Group(SubscriptionId, ResourceGroup);

    /// <summary>The node of a key.</summary>
    /// <exception cref="ResourceGraphException">There is none.</exception>
    public ResourceNode Node(string key) =>
        Nodes.FirstOrDefault(node => string.Equals(node.Key, key, StringComparison.Ordinal))
        ?? throw new ResourceGraphException($"The graph has no resource '{key}'.");

    /// <summary>The full resource id of a node.</summary>
    /// <exception cref="ResourceGraphException">There is no such node, or its scope is not in the graph.</exception>
    public string IdOf(string key)
    {
        ResourceNode node = Node(key);
        string scopeId = node.Scope.Length == 0 ? ResourceGroupId : IdOf(node.Scope);
        return ResourceIds.Under(scopeId, node.Type, node.Name);
    }

    /// <summary>The nodes in an order in which they can be deleted: everything before what it depends on.</summary>
    [JsonIgnore]
    public IEnumerable<ResourceNode> DeleteOrder => Nodes.Reverse();

    /// <summary>The nodes of a stage that can be put as soon as those in <paramref name="done"/> stand.</summary>
    public IEnumerable<ResourceNode> Ready(ResourceStage stage, IReadOnlySet<string> done) =>
        Nodes.Where(node => node.Stage == stage && !done.Contains(node.Key) && node.DependsOn.All(done.Contains));

    /// <summary>The chain of nodes that takes longest.</summary>
    /// <param name="durationOf">How long a node takes.</param>
    public CriticalPath FindCriticalPath(Func<ResourceNode, TimeSpan> durationOf)
    {
        ArgumentNullException.ThrowIfNull(durationOf);
        Dictionary<string, (TimeSpan End, string? Before)> ends = new(StringComparer.Ordinal);
        foreach (ResourceNode node in Nodes)
        {
            string? before = node.DependsOn.Count == 0 ? null : node.DependsOn.MaxBy(key => ends[key].End);
            ends[node.Key] = ((before is null ? TimeSpan.Zero : ends[before].End) + durationOf(node), before);
        }

        List<string> path = [];
        for (string? key = ends.Count == 0 ? null : ends.MaxBy(end => end.Value.End).Key; key is not null; key = ends[key].Before)
        {
            path.Insert(0, key);
        }

        return new CriticalPath(path.Count == 0 ? TimeSpan.Zero : ends[path[^1]].End, path);
    }

    /// <summary>The given nodes and all that are bound to them, directly or not, in the order in which they can be put.</summary>
    /// <param name="keys">The nodes; keys that are not in the graph are ignored.</param>
    public IReadOnlyList<ResourceNode> WithBound(IEnumerable<string> keys)
    {
        HashSet<string> taken = new(keys, StringComparer.Ordinal);
        List<ResourceNode> nodes = [];
        foreach (ResourceNode node in Nodes.Where(node => taken.Contains(node.Key) || node.BoundTo.Any(taken.Contains)))
        {
            taken.Add(node.Key);
            nodes.Add(node);
        }

        return nodes;
    }

    /// <summary>Puts nodes into an order in which they can be put, and checks that this can be done.</summary>
    /// <exception cref="ResourceGraphException">A dependency is missing, a key is there twice, or nodes depend on one another in a circle; it names them.</exception>
    public static IReadOnlyList<ResourceNode> Order(IReadOnlyList<ResourceNode> nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        Dictionary<string, ResourceNode> byKey = new(StringComparer.Ordinal);
        foreach (ResourceNode node in nodes)
        {
            if (!byKey.TryAdd(node.Key, node))
            {
                throw new ResourceGraphException($"There are two resources with the key '{node.Key}'.");
            }
        }

        foreach ((ResourceNode node, string key) in nodes.SelectMany(node => node.DependsOn.Where(key => !byKey.ContainsKey(key)).Select(key => (node, key))))
        {
            throw new ResourceGraphException($"'{node.Key}' depends on '{key}', which is not in the graph.");
        }

        string[] keys = [.. nodes.Select(node => node.Key)];
        if (DependencyOrder.Sort(keys, key => byKey[key].DependsOn) is not { } order)
        {
            IReadOnlyList<string> cycle = DependencyOrder.FindCycle(keys, key => byKey[key].DependsOn);
            throw new ResourceGraphException($"These resources depend on one another in a circle: {string.Join(" → ", cycle.Append(cycle[0]))}.");
        }

        return [.. order.Select(key => byKey[key])];
    }
}
