using System.Text.Json.Nodes;
using PlatformDeployer.Domain.Configuration;

namespace PlatformDeployer.Domain.Templates;

/// <summary>Reads the declaration of a parameter.</summary>
internal static class ParameterReader
{
    private static readonly string[] Types = ["string", "integer", "number", "boolean", "array", "object"];

    public static ParameterDocument? Read(MappingEntry entry, List<TemplateError> errors)
    {
        MappingReader? reader = MappingReader.Open(entry.Value, $"parameter '{entry.Key}'", errors);
        if (reader is null)
        {
            return null;
        }

        if (!char.IsAsciiLetterLower(entry.Key.FirstOrDefault()) || !entry.Key.All(char.IsAsciiLetterOrDigit))
        {
            reader.Error(entry.KeyPosition, $"A parameter's name is made of letters and digits and starts with a small letter; '{entry.Key}' does not.");
        }

        int errorsBefore = errors.Count;
        reader.Required("type");
        string? type = reader.OptionalWord("type", Types);
        ScalarNode? description = reader.RequiredText("description");
        TemplateNode? given = reader.Optional("default");
        IReadOnlyList<TemplateNode>? allowed = reader.OptionalList("allowed");
        ScalarNode? pattern = reader.OptionalText("pattern");
        TemplateParameter parameter = new(
            entry.Key,
            type is null ? ParameterType.String : Enum.Parse<ParameterType>(type, ignoreCase: true),
            description?.Text ?? "",
            given is not null,
            PlainValue.Of(given, errors),
            reader.OptionalBoolean("inherit") ?? true,
            allowed?.Select(item => PlainValue.Of(item, errors)).OfType<JsonNode>().ToList(),
            reader.OptionalNumber("minimum"),
            reader.OptionalNumber("maximum"),
            pattern?.Text,
            reader.OptionalInteger("minLength", 0, 1_000_000),
            reader.OptionalInteger("maxLength", 0, 1_000_000));
        reader.Finish();
        if (pattern is not null && ParameterRules.PatternError(pattern.Text) is { } error)
        {
            reader.Error(pattern.Position, error);
        }

        if (errors.Count == errorsBefore)
        {
            CheckSense(parameter, given, allowed, entry, reader);
        }

        return new ParameterDocument(parameter, entry.KeyPosition);
    }

    private static void CheckSense(TemplateParameter parameter, TemplateNode? given, IReadOnlyList<TemplateNode>? allowed, MappingEntry entry, MappingReader reader)
    {
        if (parameter.Minimum > parameter.Maximum || parameter.MinLength > parameter.MaxLength)
        {
            reader.Error(entry.KeyPosition, $"No value of parameter '{parameter.Name}' can be allowed: a minimum is above its maximum.");
            return;
        }

        TemplateParameter unlisted = parameter with { Allowed = null };
        foreach (TemplateNode item in allowed ?? [])
        {
            Report(ParameterRules.Check(unlisted, PlainValue.Of(item, []), parameter.Name), item.Position, reader);
        }

        if (given is not null)
        {
            Report(ParameterRules.Check(parameter, parameter.Default, parameter.Name), given.Position, reader);
        }
    }

    private static void Report(IEnumerable<ConfigurationError> problems, TemplatePosition position, MappingReader reader)
    {
        foreach (ConfigurationError problem in problems)
        {
            reader.Error(position, problem.Message);
        }
    }
}
