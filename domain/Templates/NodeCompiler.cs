using System.Text.Json.Nodes;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Domain.Templates;

/// <summary>Compiles one resource into a node. Its stage is still the one it declares.</summary>
internal sealed class NodeCompiler(Compilation compilation, IReadOnlyDictionary<string, string> tags)
{
    public ResourceNode Compile(TemplateResource resource)
    {
        ResourceTypeTraits traits = ResourceTypes.TraitsOf(resource.Type);
        string scope = resource.Scope is ScalarNode named ? named.Text : "";
        if (!compilation.Has(scope))
        {
            compilation.Errors.Add(resource.Scope!.Position.Error($"The scope '{scope}' is left out by its condition."));
        }

        List<ResourceDependency> dependencies = Dependencies(resource);
        return new ResourceNode(
            resource.Key,
            compilation.Tiers[resource.Key],
            resource.Stage,
            resource.Type,
            resource.ApiVersion,
            scope,
            compilation.NameOf(resource.Key),
            Location(resource, traits),
            Body(resource, traits),
            Keys(dependencies),
            Keys(dependencies.Where(dependency => dependency.IsBound)),
            resource.Role);
    }

    private string? Location(TemplateResource resource, ResourceTypeTraits traits) => resource.Location is ScalarNode given
        ? compilation.Values.Text(given)
        : traits.Location switch
        {
            LocationKind.Regional => compilation.Inputs.Region,
            LocationKind.Global => "global",
            _ => null,
        };

    private JsonObject Body(TemplateResource resource, ResourceTypeTraits traits)
    {
        JsonObject body = new(resource.Body.Select(entry => KeyValuePair.Create(entry.Key, compilation.Values.Compile(entry.Value))));
        if (traits.HasTags)
        {
            body["tags"] = new JsonObject(tags
                .OrderBy(tag => tag.Key, StringComparer.Ordinal)
                .Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value.Replace("${", "$${", StringComparison.Ordinal))));
        }

        return body;
    }

    private List<ResourceDependency> Dependencies(TemplateResource resource)
    {
        List<ResourceDependency> dependencies = [.. ResourceExpressions.Dependencies(resource).Where(dependency => compilation.Has(dependency.Key))];
        if (Parent(resource) is { } parent)
        {
            dependencies.Add(new ResourceDependency(parent, IsBound: true, resource.Position));
        }

        return dependencies;
    }

    /// <summary>The resource of the graph that this one is a child of: the nearest one whose type and name are the beginning of its own.</summary>
    private string? Parent(TemplateResource resource)
    {
        string type = resource.Type;
        string name = compilation.NameOf(resource.Key);
        if (!Compilation.HasFittingName(type, name))
        {
            return null;
        }

        while (name.LastIndexOf('/') is > 0 and int slash)
        {
            name = name[..slash];
            type = type[..type.LastIndexOf('/')];
            TemplateResource? parent = compilation.Resources.FirstOrDefault(other =>
                string.Equals(other.Type, type, StringComparison.OrdinalIgnoreCase)
                && string.Equals(compilation.NameOf(other.Key), name, StringComparison.OrdinalIgnoreCase));
            if (parent is not null)
            {
                return parent.Key;
            }
        }

        return null;
    }

    private static List<string> Keys(IEnumerable<ResourceDependency> dependencies) =>
        [.. dependencies.Select(dependency => dependency.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
