using System.Text.Json.Nodes;

namespace Embedded.ResourceManager.Providers.Shapes;

/// <summary>An array of values of one shape.</summary>
internal sealed class ListShape(Shape item, int countMin = 0, int countMax = 1_000) : Shape
{
    public override string Name => $"array of {item.Name}";

    public override JsonNode? Normalize(JsonNode value, string path, ShapeReport report)
    {
        if (value is not JsonArray items)
        {
            report.Add("InvalidRequestContent", path, $"The request content was invalid: an array is expected at path '{path}'.");
            return null;
        }

        if (items.Count < countMin || items.Count > countMax)
            report.Add("BadRequest", path, $"'{path}' must have {countMin} to {countMax} items; it has {items.Count}.");
        JsonArray kept = [];
        for (int i = 0; i < items.Count; i++)
        {
            string itemPath = $"{path}[{i}]";
            if (items[i] is { } one)
                kept.Add(item.Normalize(one, itemPath, report));
            else
                report.Add("InvalidRequestContent", itemPath, $"The request content was invalid: null is not allowed at path '{itemPath}'.");
        }

        return kept;
    }
}
