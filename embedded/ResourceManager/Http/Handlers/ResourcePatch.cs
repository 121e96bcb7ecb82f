using System.Text.Json.Nodes;
using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Http.Handlers;

/// <summary>What a PATCH is applied to.</summary>
internal static class ResourcePatch
{
    public static JsonObject Before(ResourceRecord record)
    {
        JsonObject before = JsonObject.Create(record.Body)!;
        if (record.Location is not null)
            before["location"] = record.Location;
        before["tags"] = ResourceJson.WriteTags(record.Tags);
        return before;
    }
}
