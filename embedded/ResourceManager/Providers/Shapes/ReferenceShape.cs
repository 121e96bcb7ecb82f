using System.Text.Json;
using System.Text.Json.Nodes;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Providers.Shapes;

/// <summary>The id of another resource, of given types when any are given. It must exist, unless said otherwise.</summary>
internal sealed class ReferenceShape(bool mustExist, params string[] types) : Shape
{
    private readonly ResourceType[] _types = [.. types.Select(ResourceType.Parse)];

    public override string Name => types.Length == 0 ? "resource id" : $"id of {string.Join(" or ", types)}";

    public override JsonNode? Normalize(JsonNode value, string path, ShapeReport report)
    {
        string? text = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        if (!ResourcePath.TryParseId(text, out ResourceId? id) || (_types.Length > 0 && !_types.Contains(id.Type)))
        {
            report.Add("LinkedInvalidPropertyId", path, $"Property id '{text}' at path '{path}' is invalid. Expect a fully qualified {Name}.");
            return null;
        }

        report.Refer(path, id, mustExist);
        return text;
    }
}
