using FsCheck;
using FsCheck.Fluent;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Domain.Tests.Resources;

public sealed class ResourceGraphTests
{
    [Fact]
    public void Order_Cycle_IsNamed()
    {
        ResourceNode[] nodes = [Graphs.Node("a", "b"), Graphs.Node("b", "c"), Graphs.Node("c", "d"), Graphs.Node("d", "b"), Graphs.Node("e")];

        ResourceGraphException thrown = Assert.Throws<ResourceGraphException>(() => ResourceGraph.Order(nodes));

        Assert.Equal("These resources depend on one another in a circle: b → c → d → b.", thrown.Message);
    }

    [Fact]
    public void Order_MissingOrDoubleKey_IsNamed()
    {
        Assert.Equal("'a' depends on 'x', which is not in the graph.", Assert.Throws<ResourceGraphException>(() => ResourceGraph.Order([Graphs.Node("a", "x")])).Message);
        Assert.Equal("There are two resources with the key 'a'.", Assert.Throws<ResourceGraphException>(() => ResourceGraph.Order([Graphs.Node("a"), Graphs.Node("a")])).Message);
    }

    [Fact]
    public void Order_AnyGraphWithoutCycle_PutsDependenciesFirstAndDeletesThemLast() =>
        Prop.ForAll(Acyclic(), nodes =>
        {
            ResourceGraph graph = Graphs.Of(nodes);
            string[] puts = [.. graph.Nodes.Select(node => node.Key)];
            string[] deletes = [.. graph.DeleteOrder.Select(node => node.Key)];
            return puts.Length == nodes.Length
                && graph.Nodes.All(node => node.DependsOn.All(key => Array.IndexOf(puts, key) < Array.IndexOf(puts, node.Key)))
                && graph.Nodes.All(node => node.DependsOn.All(key => Array.IndexOf(deletes, key) > Array.IndexOf(deletes, node.Key)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Ready_WaveByWave_PutsEveryNodeOnce() =>
        Prop.ForAll(Acyclic(), nodes =>
        {
            ResourceGraph graph = Graphs.Of(nodes);
            HashSet<string> done = new(StringComparer.Ordinal);
            while (graph.Ready(ResourceStage.Provision, done).Select(node => node.Key).ToArray() is { Length: > 0 } wave)
            {
                if (!wave.All(done.Add))
                {
                    return false;
                }
            }

            return done.Count == nodes.Length;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void FindCriticalPath_AnyGraph_IsTheLongestChain() =>
        Prop.ForAll(Acyclic(), nodes =>
        {
            static TimeSpan Duration(ResourceNode node) => TimeSpan.FromSeconds(1 + (node.Key.Length * 7 % 5));
            ResourceGraph graph = Graphs.Of(nodes);
            Dictionary<string, TimeSpan> longest = new(StringComparer.Ordinal);
            foreach (ResourceNode node in graph.Nodes)
            {
                longest[node.Key] = Duration(node) + node.DependsOn.Select(key => longest[key]).DefaultIfEmpty(TimeSpan.Zero).Max();
            }

            CriticalPath path = graph.FindCriticalPath(Duration);
            bool isChain = path.Keys.Zip(path.Keys.Skip(1)).All(pair => graph.Node(pair.Second).DependsOn.Contains(pair.First, StringComparer.Ordinal));
            TimeSpan along = path.Keys.Aggregate(TimeSpan.Zero, (sum, key) => sum + Duration(graph.Node(key)));
            return isChain && along == path.Duration && path.Duration == longest.Values.DefaultIfEmpty(TimeSpan.Zero).Max();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void WithBound_MissingNode_TakesWhatIsBoundToItButNotWhatOnlyComesAfter()
    {
        ResourceGraph graph = Graphs.Of(
            Graphs.Node("storage"),
            Graphs.Node("container", "storage"),
            Graphs.Node("site", ResourceRole.Site, ["storage", "plan"], ["storage"]),
            Graphs.Node("plan"),
            Graphs.Node("package", ResourceRole.Package, ["site"], ["site"]));

        Assert.Equal(["storage", "container", "site", "package"], graph.WithBound(["storage"]).Select(node => node.Key));
        Assert.Equal(["plan"], graph.WithBound(["plan", "unknown"]).Select(node => node.Key));
    }

    [Fact]
    public void IdOf_ChildAndExtension_AreWrittenAsAzureDoes()
    {
        ResourceGraph graph = Graphs.Of(
            Graphs.Node("storage") with { Type = "Microsoft.Storage/storageAccounts", Name = "st1" },
            Graphs.Node("box", "storage") with { Type = "Microsoft.Storage/storageAccounts/blobServices/containers", Name = "st1/default/box" },
            Graphs.Node("grant", "storage") with { Type = "Microsoft.Authorization/roleAssignments", Name = "id1", Scope = "storage" });

        Assert.Equal("/subscriptions/sub/resourceGroups/group/providers/Microsoft.Storage/storageAccounts/st1/blobServices/default/containers/box", graph.IdOf("box"));
        Assert.Equal("/subscriptions/sub/resourceGroups/group/providers/Microsoft.Storage/storageAccounts/st1/providers/Microsoft.Authorization/roleAssignments/id1", graph.IdOf("grant"));
        Assert.Equal("The graph has no resource 'other'.", Assert.Throws<ResourceGraphException>(() => graph.IdOf("other")).Message);
    }

    /// <summary>Nodes that depend only on nodes with smaller numbers, shuffled.</summary>
    private static Arbitrary<ResourceNode[]> Acyclic() => (
        from count in Gen.Choose(0, 25)
        from edges in Gen.Choose(0, 1_000).ArrayOf(3 * count)
        from shuffled in Gen.Shuffle(Enumerable.Range(0, count).Select(number => Graphs.Node(
            $"n{new string('x', number % 4)}{number}",
            [.. edges.Skip(3 * number).Take(number == 0 ? 0 : 3).Select(edge => edge % number).Distinct().Select(below => $"n{new string('x', below % 4)}{below}")])).ToArray())
        select shuffled.ToArray()).ToArbitrary();
}
