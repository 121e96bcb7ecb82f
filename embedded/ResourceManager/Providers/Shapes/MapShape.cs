using System.Text.Json.Nodes;

namespace Embedded.ResourceManager.Providers.Shapes;

/// <summary>An object whose member names are data, such as application settings.</summary>
internal sealed class MapShape(Shape item, int countMax = 1_000) : Shape
{
    public override string Name => $"map of {item.Name}";

    public override JsonNode? Normalize(JsonNode value, string path, ShapeReport report)
    {
        if (value is not JsonObject members)
        {
            report.Add("InvalidRequestContent", path, $"The request content was invalid: an object is expected at path '{path}'.");
            return null;
        }

        if (members.Count > countMax)
            report.Add("BadRequest", path, $"'{path}' may have at most {countMax} members; it has {members.Count}.");
        JsonObject kept = [];
        foreach ((string name, JsonNode? member) in members)
        {
            if (member is not null)
                kept[name] = item.Normalize(member, $"{path}.{name}", report);
        }

        return kept;
    }
}
