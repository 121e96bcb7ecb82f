using System.Text.Json;
using System.Text.Json.Nodes;

namespace Embedded.ResourceManager.Providers.Shapes;

internal sealed class FlagShape : Shape
{
    public override string Name => "boolean";

    public override JsonNode? Normalize(JsonNode value, string path, ShapeReport report)
    {
        if (value.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            return value.DeepClone();
        report.Add("InvalidRequestContent", path, $"The request content was invalid: a boolean is expected at path '{path}'.");
        return null;
    }
}
