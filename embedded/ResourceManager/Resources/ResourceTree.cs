using System.Diagnostics.CodeAnalysis;

namespace Embedded.ResourceManager.Resources;

/// <summary>The resources by id and by what they stand in. Not thread-safe: the store's gate guards it.</summary>
internal sealed class ResourceTree
{
    private readonly Dictionary<ResourceId, Node> _nodes = [];

    public ResourceTree()
    {
        _nodes.Add(ResourceId.Tenant, new Node(ResourceId.Tenant));
    }

    /// <summary>How many resources there are, groups and subscriptions included.</summary>
    public int Count { get; private set; }

    public ResourceRecord? Find(ResourceId id) => _nodes.TryGetValue(id, out Node? node) ? node.Record : null;

    public bool TryFind(ResourceId id, [NotNullWhen(true)] out ResourceRecord? record)
    {
        record = Find(id);
        return record is not null;
    }

    public void Put(ResourceRecord record)
    {
        Node node = Reach(record.Id);
        if (node.Record is null)
            Count++;
        node.Record = record;
    }

    public void Remove(ResourceId id)
    {
        if (!_nodes.TryGetValue(id, out Node? node) || node.Record is null)
            return;
        node.Record = null;
        Count--;
        Prune(node);
    }

    /// <summary>What stands directly in or on a resource.</summary>
    public IEnumerable<ResourceRecord> Children(ResourceId id)
        => _nodes.TryGetValue(id, out Node? node) && node.Children is not null
            ? node.Children.Where(child => child.Record is not null).Select(child => child.Record!)
            : [];

    /// <summary>A resource and all that stands in and on it, at any depth.</summary>
    public List<ResourceRecord> Subtree(ResourceId id)
    {
        List<ResourceRecord> found = [];
        if (!_nodes.TryGetValue(id, out Node? root))
            return found;
        Stack<Node> open = new();
        open.Push(root);
        while (open.TryPop(out Node? node))
        {
            if (node.Record is not null)
                found.Add(node.Record);
            foreach (Node child in node.Children ?? [])
                open.Push(child);
        }

        return found;
    }

    public IEnumerable<ResourceRecord> All() => _nodes.Values.Where(node => node.Record is not null).Select(node => node.Record!);

    private Node Reach(ResourceId id)
    {
        if (_nodes.TryGetValue(id, out Node? known))
            return known;
        Node node = new(id);
        _nodes.Add(id, node);
        for (ResourceId at = id; at.Parent is not null; at = at.Parent)
        {
            bool parentIsKnown = _nodes.TryGetValue(at.Parent, out Node? parent);
            if (!parentIsKnown)
            {
                parent = new Node(at.Parent);
                _nodes.Add(at.Parent, parent);
            }

            (parent!.Children ??= []).Add(_nodes[at]);
            if (parentIsKnown)
                break;
        }

        return node;
    }

    private void Prune(Node node)
    {
        while (node.Id.Parent is not null && node.Record is null && (node.Children is null || node.Children.Count == 0))
        {
            _nodes.Remove(node.Id);
            Node parent = _nodes[node.Id.Parent!];
            parent.Children!.Remove(node);
            node = parent;
        }
    }

    private sealed class Node(ResourceId id)
    {
        public ResourceId Id { get; } = id;

        public ResourceRecord? Record { get; set; }

        public HashSet<Node>? Children { get; set; }
    }
}
