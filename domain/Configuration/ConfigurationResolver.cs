using System.Text.Json.Nodes;
using PlatformDeployer.Domain.Templates;

namespace PlatformDeployer.Domain.Configuration;

/// <summary>Works out the configuration of a new platform.</summary>
public static class ConfigurationResolver
{
    /// <summary>
    /// Lays the layers over one another, each over those before it: the declared default, the parent's configuration (only what the template declares and lets
    /// be inherited), the template's configuration, the request. Objects are merged member by member, lists are replaced. The outcome is checked, not the layers.
    /// </summary>
    /// <param name="template">The template of the new platform.</param>
    /// <param name="inherited">The parent's configuration; null for a root.</param>
    /// <param name="requested">The parameters of the request; null for none.</param>
    public static ConfigurationResult Resolve(PlatformTemplate template, InheritedConfiguration? inherited, IReadOnlyDictionary<string, JsonNode?>? requested)
    {
        ArgumentNullException.ThrowIfNull(template);
        List<ConfigurationError> errors = [.. Unknown(template, requested)];
        Dictionary<string, ConfigurationValue> values = new(StringComparer.Ordinal);
        foreach (TemplateParameter parameter in template.Parameters)
        {
            string field = $"parameters.{parameter.Name}";
            List<ConfigurationLayer> layers = [.. Layers(parameter, template, inherited, requested)];
            if (layers.Count == 0)
            {
                errors.Add(new ConfigurationError(field, $"'{parameter.Name}' is required by {template.Reference}: {parameter.Description}"));
                continue;
            }

            ConfigurationValue value = LayerMerge.Merge(layers);
            values.Add(parameter.Name, value);
            errors.AddRange(ParameterRules.Check(parameter, value.Value, field).Select(error => WithSource(error, value.Source)));
        }

        return errors.Count == 0 ? new ConfigurationResult(new PlatformConfiguration(values), []) : new ConfigurationResult(null, errors);
    }

    private static IEnumerable<ConfigurationLayer> Layers(
        TemplateParameter parameter, PlatformTemplate template, InheritedConfiguration? inherited, IReadOnlyDictionary<string, JsonNode?>? requested)
    {
        if (parameter.HasDefault)
        {
            yield return new ConfigurationLayer("default", parameter.Default);
        }

        if (parameter.Inherit && inherited is not null && inherited.Configuration.Values.TryGetValue(parameter.Name, out ConfigurationValue? value))
        {
            yield return new ConfigurationLayer($"parent:{inherited.Parent}", value.Value);
        }

        if (template.Configuration.TryGetValue(parameter.Name, out JsonNode? configured))
        {
            yield return new ConfigurationLayer($"template:{template.Reference}", configured);
        }

        if (requested is not null && requested.TryGetValue(parameter.Name, out JsonNode? asked))
        {
            yield return new ConfigurationLayer("request", asked);
        }
    }

    private static IEnumerable<ConfigurationError> Unknown(PlatformTemplate template, IReadOnlyDictionary<string, JsonNode?>? requested)
    {
        string[] declared = [.. template.Parameters.Select(parameter => parameter.Name)];
        return (requested?.Keys ?? [])
            .Where(name => !declared.Contains(name, StringComparer.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new ConfigurationError($"parameters.{name}", $"{template.Reference} has no parameter '{name}'.{Suggestion.For(name, declared)}"));
    }

    // Whoever asks did not write an inherited value: they have to be told where it comes from.
    private static ConfigurationError WithSource(ConfigurationError error, string source) =>
        source is "request" ? error : error with { Message = $"{error.Message} (The value comes from {source}.)" };
}
