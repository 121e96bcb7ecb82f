using System.Text.Json.Nodes;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Providers;

/// <summary>What a rule that spans several members may look at: the body to be, what stands, and the rest of the state.</summary>
internal sealed record ResourceRuleContext(ResourceId Id, JsonObject Body, ResourceRecord? Existing, ResourceState State, DateTimeOffset Now)
{
    public JsonObject Properties => Body["properties"] as JsonObject ?? [];

    /// <summary>A string below the body by its path of members, or nothing.</summary>
    public string? Text(params string[] path)
    {
        JsonNode? node = Body;
        foreach (string name in path)
            node = (node as JsonObject)?[name];
        return node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
    }
}
