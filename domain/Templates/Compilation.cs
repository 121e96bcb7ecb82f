using System.Text.Json;
using System.Text.Json.Nodes;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Domain.Templates;

/// <summary>What is known while one template is compiled: which resources are part of the platform, their names and their ids.</summary>
internal sealed class Compilation
{
    private readonly Dictionary<string, TemplateResource> _resources;
    private readonly HashSet<string> _leftOut;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public Compilation(PlatformTemplate template, PlatformInputs inputs, List<TemplateError> errors)
    {
        Template = template;
        Inputs = inputs;
        Errors = errors;
        ResourceGroup = ResourceNames.ResourceGroup(inputs.PlatformId, inputs.Path.Name.Value);
        Values = new ValueCompiler(this);
        Tiers = template.Tiers
            .SelectMany(tier => tier.Resources.Select(resource => (resource.Key, tier.Level)))
            .ToDictionary(pair => pair.Key, pair => pair.Level, StringComparer.Ordinal);
        ILookup<bool, TemplateResource> byPart = template.Tiers.SelectMany(tier => tier.Resources).ToLookup(IsPart);
        _resources = byPart[true].ToDictionary(resource => resource.Key, StringComparer.Ordinal);
        _leftOut = byPart[false].Select(resource => resource.Key).ToHashSet(StringComparer.Ordinal);
    }

    public PlatformTemplate Template { get; }

    public PlatformInputs Inputs { get; }

    public List<TemplateError> Errors { get; }

    public string ResourceGroup { get; }

    public ValueCompiler Values { get; }

    /// <summary>The level of every resource's tier, by key.</summary>
    public IReadOnlyDictionary<string, int> Tiers { get; }

    /// <summary>The resources whose condition holds.</summary>
    public IEnumerable<TemplateResource> Resources => _resources.Values;

    public TemplateResource Resource(string key) => _resources[key];

    /// <summary>Whether a key's resource is part of the platform; false when its condition leaves it out.</summary>
    public bool Has(string key) => !_leftOut.Contains(key);

    /// <summary>The full name of a resource. References between names have no circle (the template was checked), so this ends.</summary>
    public string NameOf(string key)
    {
        if (!_names.TryGetValue(key, out string? name))
        {
            name = MakeName(_resources[key]);
            _names.Add(key, name);
        }

        return name;
    }

    public string IdOf(string key)
    {
        TemplateResource resource = _resources[key];
        string name = NameOf(key);
        return HasFittingName(resource.Type, name) ? ResourceIds.Under(ScopeIdOf(resource), resource.Type, name) : "";
    }

    /// <summary>Whether a name has as many parts as its type; where it has not, an error was reported.</summary>
    public static bool HasFittingName(string type, string name) => type.Count(letter => letter == '/') == name.Split('/').Length;

    private string ScopeIdOf(TemplateResource resource) =>
        resource.Scope is ScalarNode scope && Has(scope.Text) ? IdOf(scope.Text) : ResourceIds.Group(Inputs.SubscriptionId, ResourceGroup);

    private string MakeName(TemplateResource resource)
    {
        string name = resource switch
        {
            { Name: ScalarNode given } => Values.Text(given),
            { Role: ResourceRole.RoleAssignment } => RoleAssignmentName(resource),
            _ => ResourceNames.Create(resource.Type, Inputs.PlatformId, Inputs.Path.Name.Value, resource.Key),
        };
        if (!HasFittingName(resource.Type, name) || name.Split('/').Any(part => part.Length is 0 or > 260))
        {
            Errors.Add((resource.Name?.Position ?? resource.Position).Error(
                $"A resource of type {resource.Type} needs a name of {resource.Type.Count(letter => letter == '/')} part(s), not '{name}'."));
        }

        return name;
    }

    /// <summary>The principal's own id is known only once the identity stands, and changes when it is made again: the name says which identity of the template it is.</summary>
    private string RoleAssignmentName(TemplateResource resource)
    {
        MappingNode properties = (MappingNode)resource.Body.First(entry => string.Equals(entry.Key, "properties", StringComparison.Ordinal)).Value;
        string principal = ((ScalarNode)properties.Find("principalId")!).Text;
        string role = Values.Text((ScalarNode)properties.Find("roleDefinitionId")!);
        return ResourceNames.RoleAssignment(ScopeIdOf(resource), principal, role).ToString("D");
    }

    private bool IsPart(TemplateResource resource)
    {
        if (resource.Condition is not ScalarNode condition)
        {
            return true;
        }

        JsonNode? value = Values.Compile(condition);
        if (value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetValue<bool>();
        }

        Errors.Add(condition.Position.Error("The condition is neither true nor false."));
        return true;
    }
}
