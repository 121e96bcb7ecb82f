using System.Text.Json;
using System.Text.Json.Serialization;

namespace PlatformDeployer.Azure.Links;

/// <summary>How platforms write JSON to one another: as their API does.</summary>
internal static class LinkJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
