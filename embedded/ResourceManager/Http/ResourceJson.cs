using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Embedded.ResourceManager.Providers;
using Embedded.ResourceManager.Providers.Shapes;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Http;

/// <summary>A resource as clients see it.</summary>
internal static class ResourceJson
{
    public static JsonObject Write(ResourceRecord record, ResourceSchema schema)
    {
        JsonObject json = new() { ["id"] = record.Id.ToString(), ["name"] = record.Id.Name, ["type"] = schema.Type.ToString() };
        if (record.Location is not null)
            json["location"] = record.Location;
        if (schema.IsTracked || record.Tags.Count > 0)
            json["tags"] = WriteTags(record.Tags);
        foreach (JsonProperty member in record.Body.EnumerateObject())
            json[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        if (json["properties"] is not JsonObject properties)
            json["properties"] = properties = [];
        foreach (PropertyRule rule in schema.PropertyRules.Where(rule => rule.IsSecret))
            properties.Remove(rule.Name);
        if (schema.ShowsProvisioningState)
            properties["provisioningState"] = record.State.ToString();
        schema.Render?.Invoke(record, json);
        return json;
    }

    public static JsonObject WriteTags(ImmutableSortedDictionary<string, string> tags)
    {
        JsonObject json = [];
        foreach ((string name, string value) in tags)
            json[name] = value;
        return json;
    }
}
