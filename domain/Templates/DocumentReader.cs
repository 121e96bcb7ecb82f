using PlatformDeployer.Domain.Lineage;

namespace PlatformDeployer.Domain.Templates;

/// <summary>Reads the members of a template's file.</summary>
internal static class DocumentReader
{
    private const int ParametersMax = 256;

    /// <summary>The document; null when it is too broken to be told from others. What is wrong goes to the errors.</summary>
    public static TemplateDocument? Read(string file, string text, List<TemplateError> errors)
    {
        TemplateNode? root = YamlTreeReader.Read(file, text, errors);
        MappingReader? reader = root is null ? null : MappingReader.Open(root, "a template", errors);
        if (reader is null)
        {
            return null;
        }

        ScalarNode? name = ReadName(reader);
        SemanticVersion? version = ReadVersion(reader);
        ScalarNode? description = reader.RequiredText("description");
        (TemplateReference? extends, TemplatePosition extendsPosition) = ReadExtends(reader);
        List<ParameterDocument> parameters = ReadParameters(reader, errors);
        MappingNode? configuration = reader.OptionalMapping("configuration");
        List<string>? regions = ReadRegions(reader);
        List<TierDocument> tiers = [];
        foreach (TemplateNode tier in reader.RequiredList("tiers") ?? [])
        {
            if (TierReader.Read(tier, errors) is { } read)
            {
                tiers.Add(read);
            }
        }

        reader.Finish();
        return name is null || version is null
            ? null
            : new TemplateDocument(
                reader.Position, name.Text, version, description?.Text ?? "", extends, extendsPosition, parameters, configuration?.Entries ?? [], regions, tiers);
    }

    private static ScalarNode? ReadName(MappingReader reader)
    {
        ScalarNode? name = reader.RequiredText("name");
        if (name is null || PlatformName.TryParse(name.Text, out _))
        {
            return name;
        }

        reader.Error(name.Position, $"A template's name must match {PlatformName.Pattern}; '{name.Text}' does not.");
        return null;
    }

    private static SemanticVersion? ReadVersion(MappingReader reader)
    {
        TemplateNode? node = reader.Required("version");
        if (node is null || (node is ScalarNode scalar && SemanticVersion.TryParse(scalar.Text, out SemanticVersion? version)))
        {
            return node is null ? null : SemanticVersion.Parse(((ScalarNode)node).Text);
        }

        reader.Error(node.Position, "'version' must be a semantic version such as 1.2.0.");
        return null;
    }

    private static (TemplateReference? Extends, TemplatePosition Position) ReadExtends(MappingReader reader)
    {
        ScalarNode? extends = reader.OptionalText("extends");
        if (extends is null)
        {
            return (null, reader.Position);
        }

        if (TemplateReference.TryParse(extends.Text, out TemplateReference? reference) && reference.Version is not null)
        {
            return (reference, extends.Position);
        }

        // Otherwise a new version of the other template would change this version of this one.
        reader.Error(extends.Position, $"'extends' must name a template and its version, as basic@1.0.0; '{extends.Text}' does not.");
        return (null, extends.Position);
    }

    private static List<string>? ReadRegions(MappingReader reader)
    {
        IReadOnlyList<ScalarNode>? regions = reader.OptionalTexts("regions");
        foreach (ScalarNode region in regions ?? [])
        {
            if (!region.Text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)))
            {
                reader.Error(region.Position, $"A region is written in lower-case letters and digits, as westeurope; '{region.Text}' is not.");
            }
        }

        return regions?.Select(region => region.Text).ToList();
    }

    private static List<ParameterDocument> ReadParameters(MappingReader reader, List<TemplateError> errors)
    {
        MappingNode? parameters = reader.OptionalMapping("parameters");
        if (parameters?.Entries.Count > ParametersMax)
        {
            reader.Error(parameters.Position, $"A template has at most {ParametersMax} parameters.");
            return [];
        }

        return [.. (parameters?.Entries ?? []).Select(entry => ParameterReader.Read(entry, errors)).OfType<ParameterDocument>()];
    }
}
