using System.Text.Json.Nodes;

namespace PlatformDeployer.Domain.Templates;

/// <summary>A template: what a platform is made of, tier by tier. What it extends is already part of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version; a version never changes.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Extends">The template it extends, with version; null for none.</param>
/// <param name="Parameters">Its parameters, those of what it extends included.</param>
/// <param name="Configuration">The values it sets for parameters.</param>
/// <param name="Regions">The regions it may be used in; null for any.</param>
/// <param name="Tiers">Its tiers, from 0 down.</param>
public sealed record PlatformTemplate(
    string Name,
    SemanticVersion Version,
    string Description,
    string? Extends,
    IReadOnlyList<TemplateParameter> Parameters,
    IReadOnlyDictionary<string, JsonNode?> Configuration,
    IReadOnlyList<string>? Regions,
    IReadOnlyList<TemplateTier> Tiers)
{
    /// <summary>Name and version: <c>basic@1.0.0</c>. What a platform remembers of its template.</summary>
    public string Reference => $"{Name}@{Version}";

    /// <summary>The file it was read from.</summary>
    internal string File { get; init; } = "";
}
