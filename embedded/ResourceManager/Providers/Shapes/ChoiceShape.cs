using System.Text.Json;
using System.Text.Json.Nodes;

namespace Embedded.ResourceManager.Providers.Shapes;

/// <summary>One of a few strings. Taken in any case, as ARM does, and kept in the case of the list.</summary>
internal sealed class ChoiceShape(IReadOnlyList<string> choices) : Shape
{
    public override string Name => "string";

    public IReadOnlyList<string> Choices => choices;

    public override JsonNode? Normalize(JsonNode value, string path, ShapeReport report)
    {
        string? text = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        string? choice = choices.FirstOrDefault(one => string.Equals(one, text, StringComparison.OrdinalIgnoreCase));
        if (choice is null)
            report.Add("BadRequest", path, $"The value of '{path}' is not valid. Allowed values are: {string.Join(", ", choices)}.");
        return choice;
    }
}
