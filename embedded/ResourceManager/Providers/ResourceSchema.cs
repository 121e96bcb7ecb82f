using System.Text.Json.Nodes;
using Embedded.ResourceManager.Operations;
using Embedded.ResourceManager.Providers.Shapes;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Providers;

/// <summary>One resource type as its provider defines it. A table row, not code: what a type does beyond it is an action of its own.</summary>
internal sealed class ResourceSchema(string type)
{
    public ResourceType Type { get; } = ResourceType.Parse(type);

    /// <summary>Newest last.</summary>
    public required IReadOnlyList<string> ApiVersions { get; init; }

    public required NameRule Name { get; init; }

    public ResourceScopes Scopes { get; init; } = ResourceScopes.ResourceGroup;

    public LocationRule Location { get; init; } = LocationRule.Regional;

    public Shape Properties { get; init; } = Shaping.Obj();

    /// <summary>The rules of the members of <c>properties</c>; none when its names are data.</summary>
    public IReadOnlyCollection<PropertyRule> PropertyRules => (Properties as ObjectShape)?.Rules ?? [];

    public bool RequiresProperties { get; init; }

    public Shape? Sku { get; init; }

    public bool RequiresSku { get; init; }

    /// <summary>The kinds that exist; none when the type has no kind.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    public bool RequiresKind { get; init; }

    public bool AllowsIdentity { get; init; }

    public bool RequiresIdentity { get; init; }

    /// <summary>Members beside the usual ones, such as <c>zones</c>.</summary>
    public IReadOnlyList<PropertyRule> Envelope { get; init; } = [];

    public PollingStyle Creation { get; init; } = PollingStyle.Immediate;

    public PollingStyle Deletion { get; init; } = PollingStyle.Immediate;

    /// <summary>Names that must be free in all of Azure, where they are.</summary>
    public GlobalNameRule? GlobalName { get; init; }

    /// <summary>Children that exist as soon as the resource does: type segment and name.</summary>
    public IReadOnlyList<(string Type, string Name)> ImplicitChildren { get; init; } = [];

    /// <summary>Whether <c>properties.provisioningState</c> is shown.</summary>
    public bool ShowsProvisioningState { get; init; } = true;

    /// <summary>Whether a GET is refused, as for settings that hold secrets.</summary>
    public bool HidesContent { get; init; }

    /// <summary>Whether clients may put and delete it; some types only exist implicitly.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Further rules that span several members; they throw what ARM answers.</summary>
    public Action<ResourceRuleContext>? Rules { get; init; }

    /// <summary>Refuses a delete while something else depends on the resource.</summary>
    public Action<ResourceRecord, ResourceState>? DeleteGuard { get; init; }

    /// <summary>Adds what is only known when the resource is shown.</summary>
    public Action<ResourceRecord, JsonObject>? Render { get; init; }

    /// <summary>Whether a PUT of what stands already is work again, as a deployment is.</summary>
    public bool RepeatsIdenticalPut { get; init; }

    /// <summary>Whether deleting it removes something outside of the state, which an answer waits for and a crash does not lose.</summary>
    public bool DeletesOutside { get; init; }

    /// <summary>Moves parts of what was put to other resources, where those are kept.</summary>
    public Func<ResourceState, ResourceRecord, SpreadRecord>? Spread { get; init; }

    /// <summary>What stays behind when it is deleted, such as a vault that can be recovered.</summary>
    public Func<ResourceRecord, DateTimeOffset, ResourceRecord?>? LeaveBehind { get; init; }

    public bool IsChild => Type.Path.Contains('/', StringComparison.Ordinal);

    /// <summary>Whether it has a location and tags of its own, and so stands in lists of resources.</summary>
    public bool IsTracked => Location != LocationRule.None && !Scopes.HasFlag(ResourceScopes.Any);
}
