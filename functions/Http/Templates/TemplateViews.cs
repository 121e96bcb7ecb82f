using System.Text.Json;
using System.Text.Json.Nodes;
using PlatformDeployer.Contracts.Templates;
using PlatformDeployer.Domain.Templates;
using PlatformDeployer.Functions.Http.Answers;

namespace PlatformDeployer.Functions.Http.Templates;

/// <summary>Shows templates in the words of the API.</summary>
internal static class TemplateViews
{
    /// <summary>A template.</summary>
    /// <param name="template">The version that is shown.</param>
    /// <param name="library">Where its other versions are.</param>
    public static TemplateView Of(PlatformTemplate template, TemplateLibrary library) => new(
        template.Name,
        template.Version.ToString(),
        [.. library.Templates.Where(other => other.Name == template.Name).Select(other => other.Version.ToString())],
        template.Description,
        [.. template.Parameters.Select(parameter => ParameterOf(parameter, template))],
        [.. template.Tiers.Select(TierOf)]);

    private static TemplateParameterView ParameterOf(TemplateParameter parameter, PlatformTemplate template) => new(
        parameter.Name,
        parameter.Type.ToString().ToLowerInvariant(),
        parameter.Description,
        parameter.HasDefault ? Json(parameter.Default) : null,
        parameter.Allowed is null ? null : [.. parameter.Allowed.Select(Json)],
        Required: !parameter.HasDefault && !template.Configuration.ContainsKey(parameter.Name));

    private static TemplateTierView TierOf(TemplateTier tier) =>
        new(tier.Level, tier.Name, tier.Service, tier.DependsOn, [.. tier.Resources.Select(resource => resource.Type)]);

    private static JsonElement Json(JsonNode? node) => JsonSerializer.SerializeToElement(node, AnswerJson.Options);
}
