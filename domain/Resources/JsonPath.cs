using System.Globalization;
using System.Text.Json.Nodes;

namespace PlatformDeployer.Domain.Resources;

/// <summary>Follows the segments of an expression into JSON.</summary>
internal static class JsonPath
{
    /// <summary>What is at the end of the path; null when there is nothing, or JSON null.</summary>
    public static JsonNode? Find(JsonNode? value, IEnumerable<string> path)
    {
        foreach (string segment in path)
        {
            value = value switch
            {
                JsonObject mapping => mapping[segment],
                JsonArray list when int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < list.Count => list[index],
                _ => null,
            };
        }

        return value;
    }
}
