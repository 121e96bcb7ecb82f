using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Domain.Templates;

/// <summary>Reads the declaration of a tier.</summary>
internal static class TierReader
{
    /// <summary>The level of the deepest tier there may be.</summary>
    public const int LevelMin = -10;

    public static TierDocument? Read(TemplateNode node, List<TemplateError> errors)
    {
        MappingReader? reader = MappingReader.Open(node, "a tier", errors);
        if (reader is null)
        {
            return null;
        }

        int? level = reader.RequiredInteger("level", LevelMin, 0);
        ScalarNode? name = reader.OptionalText("name");
        ScalarNode? service = reader.OptionalText("service");
        ScalarNode? description = reader.OptionalText("description");
        List<TierDependency> dependsOn = ReadDependencies(reader);
        TemplateNode? health = reader.Optional("healthCheck");
        HealthCheck? healthCheck = health is null ? null : HealthCheckReader.Read(health, errors);
        List<TemplateResource> resources = [];
        foreach (TemplateNode resource in reader.OptionalList("resources") ?? [])
        {
            if (ResourceReader.Read(resource, errors) is { } read)
            {
                resources.Add(read);
            }
        }

        reader.Finish();
        return level is null
            ? null
            : new TierDocument(
                reader.Position, level.Value, name?.Text, service?.Text, description?.Text, dependsOn, healthCheck, health?.Position ?? reader.Position, resources);
    }

    private static List<TierDependency> ReadDependencies(MappingReader reader)
    {
        List<TierDependency> dependencies = [];
        foreach (TemplateNode item in reader.OptionalList("dependsOn") ?? [])
        {
            if (item is ScalarNode scalar && int.TryParse(scalar.Text, System.Globalization.CultureInfo.InvariantCulture, out int level))
            {
                dependencies.Add(new TierDependency(level, item.Position));
            }
            else
            {
                reader.Error(item.Position, "A tier depends on levels of other tiers, written as whole numbers.");
            }
        }

        return dependencies;
    }
}
