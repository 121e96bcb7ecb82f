using System.Text.Json.Nodes;

namespace Embedded.ResourceManager.Providers.Shapes;

/// <summary>What a value in a request body may be. Strict: what no shape allows is a problem, never skipped.</summary>
internal abstract class Shape
{
    /// <summary>How the value is named in a message.</summary>
    public abstract string Name { get; }

    /// <summary>Checks a value and gives the copy that is kept; what is wrong with it goes to the report.</summary>
    public abstract JsonNode? Normalize(JsonNode value, string path, ShapeReport report);

    /// <summary>The path of the first member that may not change and did, or nothing.</summary>
    public virtual string? FindForbiddenChange(JsonNode? before, JsonNode? after, string path) => null;
}
