namespace Embedded.ResourceManager.Resources;

/// <summary>
/// A resource's address, taken apart once: whatever asks for a part of it asks for it by name. Two ids that differ only in case are equal,
/// and each keeps the case it was written in.
/// </summary>
internal sealed class ResourceId : IEquatable<ResourceId>
{
    public const string ResourcesNamespace = "Microsoft.Resources";

    public static readonly ResourceType TenantType = new(ResourcesNamespace, "tenants");
    public static readonly ResourceType SubscriptionType = new(ResourcesNamespace, "subscriptions");
    public static readonly ResourceType ResourceGroupType = new(ResourcesNamespace, "resourceGroups");

    /// <summary>The scope above all subscriptions.</summary>
    public static readonly ResourceId Tenant = new(null, TenantType, string.Empty, string.Empty, isExtension: false);

    private ResourceId(ResourceId? parent, ResourceType type, string name, string text, bool isExtension)
    {
        Parent = parent;
        Type = type;
        Name = name;
        Text = text;
        IsExtension = isExtension;
        Depth = parent is null ? 0 : parent.Depth + 1;
        SubscriptionName = type == SubscriptionType ? name : parent?.SubscriptionName;
        ResourceGroupName = type == ResourceGroupType ? name : parent?.ResourceGroupName;
    }

    /// <summary>What it stands in or on: the parent resource of a child, the scope of an extension, the group, the subscription, the tenant.</summary>
    public ResourceId? Parent { get; }

    public ResourceType Type { get; }

    /// <summary>The last segment.</summary>
    public string Name { get; }

    /// <summary>The id as it was written, decoded; empty for the tenant.</summary>
    public string Text { get; }

    /// <summary>Whether it was written with a <c>/providers/</c> of its own on top of another resource or scope.</summary>
    public bool IsExtension { get; }

    /// <summary>How many ids stand above it.</summary>
    public int Depth { get; }

    public string? SubscriptionName { get; }

    public string? ResourceGroupName { get; }

    public static ResourceId Subscription(string subscriptionId)
        => new(Tenant, SubscriptionType, subscriptionId, $"/subscriptions/{subscriptionId}", isExtension: false);

    public ResourceId ResourceGroup(string name)
        => new(this, ResourceGroupType, name, $"{Text}/resourceGroups/{name}", isExtension: false);

    /// <summary>A resource of a provider at this scope: in a group, in a subscription, or on a resource as its extension.</summary>
    public ResourceId ProviderResource(ResourceType type, string name)
        => new(this, type, name, $"{Text}/providers/{type.Namespace}/{type.Path}/{name}", Type != ResourceGroupType);

    /// <summary>A child: one more type and name below this resource.</summary>
    public ResourceId Child(string typeSegment, string name)
        => new(this, new ResourceType(Type.Namespace, $"{Type.Path}/{typeSegment}"), name, $"{Text}/{typeSegment}/{name}", isExtension: false);

    /// <summary>The same place with the case of an id that is already known.</summary>
    public ResourceId Under(ResourceId parent)
    {
        if (Parent is null)
            return this;
        return new ResourceId(parent, Type, Name, parent.Text + Text[Parent.Text.Length..], IsExtension);
    }

    /// <summary>This id and everything above it, nearest first.</summary>
    public IEnumerable<ResourceId> SelfAndAncestors()
    {
        for (ResourceId? id = this; id is not null; id = id.Parent)
            yield return id;
    }

    /// <summary>Whether this stands in, on or at the given scope.</summary>
    public bool IsWithin(ResourceId scope) => SelfAndAncestors().Any(scope.Equals);

    public bool Equals(ResourceId? other) => other is not null && string.Equals(Text, other.Text, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => Equals(obj as ResourceId);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Text);

    public override string ToString() => Parent is null ? "/" : Text;
}
