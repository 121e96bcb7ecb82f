using System.Text.Json;

namespace PlatformDeployer.Contracts.Templates;

/// <summary>A parameter of a template.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its JSON type.</param>
/// <param name="Description">What it does.</param>
/// <param name="Default">What it is when nothing says otherwise.</param>
/// <param name="Allowed">The values it may have, when they are few.</param>
/// <param name="Required">Whether the request, the parent or the template must give it.</param>
public sealed record TemplateParameterView(
    string Name, string Type, string? Description, JsonElement? Default, IReadOnlyList<JsonElement>? Allowed, bool Required);
