using System.Text.Json.Nodes;

namespace PlatformDeployer.Domain.Templates;

/// <summary>A parameter that a template declares.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Description">What it is for.</param>
/// <param name="HasDefault">Whether it may be left out.</param>
/// <param name="Default">Its value when nobody gives one; only with <paramref name="HasDefault"/>.</param>
/// <param name="Inherit">Whether a child takes its parent's value for it.</param>
/// <param name="Allowed">The only values it may have; null for any.</param>
/// <param name="Minimum">The smallest number it may be.</param>
/// <param name="Maximum">The largest number it may be.</param>
/// <param name="Pattern">A regular expression that text must match.</param>
/// <param name="MinLength">The fewest characters or items.</param>
/// <param name="MaxLength">The most characters or items.</param>
public sealed record TemplateParameter(
    string Name,
    ParameterType Type,
    string Description,
    bool HasDefault,
    JsonNode? Default,
    bool Inherit,
    IReadOnlyList<JsonNode>? Allowed = null,
    decimal? Minimum = null,
    decimal? Maximum = null,
    string? Pattern = null,
    int? MinLength = null,
    int? MaxLength = null);
