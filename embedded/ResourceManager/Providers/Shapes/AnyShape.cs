using System.Text.Json.Nodes;

namespace Embedded.ResourceManager.Providers.Shapes;

/// <summary>Any JSON: where a provider takes a document of its user's own, such as an alert's criteria.</summary>
internal sealed class AnyShape : Shape
{
    public override string Name => "value";

    public override JsonNode? Normalize(JsonNode value, string path, ShapeReport report) => value.DeepClone();
}
