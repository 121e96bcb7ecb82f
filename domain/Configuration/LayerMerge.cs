using System.Text.Json.Nodes;

namespace PlatformDeployer.Domain.Configuration;

/// <summary>Lays values over one another: objects are merged member by member at every depth; everything else, lists included, replaces what was there.</summary>
internal static class LayerMerge
{
    private const int DepthMax = 64;

    /// <summary>The merged value with its provenance.</summary>
    /// <param name="layers">At least one; later ones lie over earlier ones.</param>
    public static ConfigurationValue Merge(IReadOnlyList<ConfigurationLayer> layers)
    {
        Dictionary<string, string> parts = new(StringComparer.Ordinal);
        JsonNode? merged = layers[0].Value?.DeepClone();
        Trace(merged, "", layers[0].Source, parts, 0);
        foreach (ConfigurationLayer layer in layers.Skip(1))
        {
            merged = Lay(merged, layer.Value, "", layer.Source, parts, 0);
        }

        bool isMixed = merged is JsonObject && parts.Values.Distinct(StringComparer.Ordinal).Count() > 1;
        return new ConfigurationValue(merged, layers[^1].Source, isMixed ? parts : null);
    }

    private static JsonNode? Lay(JsonNode? below, JsonNode? above, string path, string source, Dictionary<string, string> parts, int depth)
    {
        if (below is not JsonObject mapping || above is not JsonObject over || depth == DepthMax)
        {
            Forget(path, parts);
            Trace(above, path, source, parts, depth);
            return above?.DeepClone();
        }

        foreach ((string name, JsonNode? value) in over)
        {
            JsonNode? current = mapping[name];
            mapping.Remove(name);
            mapping[name] = Lay(current, value, Join(path, name), source, parts, depth + 1);
        }

        return mapping;
    }

    /// <summary>Writes down the source of every leaf of a value.</summary>
    private static void Trace(JsonNode? value, string path, string source, Dictionary<string, string> parts, int depth)
    {
        if (value is not JsonObject { Count: > 0 } mapping || depth == DepthMax)
        {
            parts[path] = source;
            return;
        }

        foreach ((string name, JsonNode? member) in mapping)
        {
            Trace(member, Join(path, name), source, parts, depth + 1);
        }
    }

    private static void Forget(string path, Dictionary<string, string> parts)
    {
        foreach (string part in parts.Keys.Where(part => path.Length == 0 || string.Equals(part, path, StringComparison.Ordinal) || part.StartsWith(path + ".", StringComparison.Ordinal)).ToArray())
        {
            parts.Remove(part);
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
