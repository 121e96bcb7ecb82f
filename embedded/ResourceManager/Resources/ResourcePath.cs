using System.Diagnostics.CodeAnalysis;

namespace Embedded.ResourceManager.Resources;

/// <summary>
/// What a path says: a scope or resource (<see cref="Id"/> alone), or a resource followed by one more segment, which a GET
/// reads as a collection of children and a POST as an action.
/// </summary>
internal sealed record ResourcePath(ResourceId Id, ResourceType? Collection, string? Trailing)
{
    /// <summary>Far above any id in use; a longer path is not an id.</summary>
    public const int SegmentsMax = 64;

    /// <summary>Reads decoded segments; false when they follow no form of an id.</summary>
    public static bool TryParse(IReadOnlyList<string> segments, [NotNullWhen(true)] out ResourcePath? path)
    {
        path = null;
        if (segments.Count > SegmentsMax)
            return false;
        SegmentReader reader = new(segments);
        ResourceId id = ResourceId.Tenant;
        if (reader.TakeLiteral("subscriptions"))
        {
            if (!reader.TryTake(out string? subscription))
                return false;
            id = ResourceId.Subscription(subscription);
            if (reader.TakeLiteral("resourceGroups"))
            {
                if (!reader.TryTake(out string? group))
                    return false;
                id = id.ResourceGroup(group);
            }
        }

        while (reader.TakeLiteral("providers"))
        {
            if (!TakeProviderPart(ref reader, ref id, out path))
                return false;
            if (path is not null)
                return reader.AtEnd;
        }

        // One segment after a scope is an action on it, or a collection that a fixed route answers.
        string? trailing = null;
        if (!reader.AtEnd && (!reader.TryTake(out trailing) || !reader.AtEnd))
            return false;
        path = new ResourcePath(id, Collection: null, trailing);
        return true;
    }

    /// <summary>Reads an id written in a body.</summary>
    public static bool TryParseId(string? text, [NotNullWhen(true)] out ResourceId? id)
    {
        id = null;
        if (text is null || text.Length > 2_048 || !text.StartsWith('/'))
            return false;
        string[] segments = text.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (!TryParse(segments, out ResourcePath? path) || path.Collection is not null || path.Trailing is not null)
            return false;
        id = path.Id;
        return true;
    }

    private static bool TakeProviderPart(ref SegmentReader reader, ref ResourceId id, out ResourcePath? path)
    {
        path = null;
        if (!reader.TryTake(out string? providerNamespace) || !reader.TryTake(out string? typeSegment))
            return false;
        ResourceType type = new(providerNamespace, typeSegment);
        if (!reader.TryTake(out string? name))
        {
            path = new ResourcePath(id, type, Trailing: null);
            return true;
        }

        id = id.ProviderResource(type, name);
        while (!reader.AtEnd && !reader.NextIs("providers"))
        {
            reader.TryTake(out string? childType);
            if (!reader.TryTake(out string? childName))
            {
                path = new ResourcePath(id, new ResourceType(providerNamespace, $"{id.Type.Path}/{childType}"), childType);
                return true;
            }

            id = id.Child(childType!, childName);
        }

        return true;
    }

    private ref struct SegmentReader(IReadOnlyList<string> segments)
    {
        private int _next;

        public readonly bool AtEnd => _next >= segments.Count;

        public readonly bool NextIs(string literal)
            => !AtEnd && string.Equals(segments[_next], literal, StringComparison.OrdinalIgnoreCase);

        public bool TakeLiteral(string literal)
        {
            if (!NextIs(literal))
                return false;
            _next++;
            return true;
        }

        public bool TryTake([NotNullWhen(true)] out string? segment)
        {
            segment = AtEnd ? null : segments[_next++];
            return segment is not null;
        }
    }
}
