using System.Text.Json;
using Embedded.Functions.Discovery;

namespace Embedded.Functions.Hosting;

/// <summary>Reads local.settings.json, which stands in for a function app's settings on a local machine.</summary>
internal static class LocalSettings
{
    /// <summary>The values of a folder's local.settings.json; none if there is no such file.</summary>
    /// <exception cref="FunctionDefinitionException">The file is not JSON, or a value is not text.</exception>
    public static IReadOnlyDictionary<string, string> Load(string folder)
    {
        Dictionary<string, string> settings = new(StringComparer.OrdinalIgnoreCase);
        string path = Path.Combine(folder, "local.settings.json");
        if (!File.Exists(path))
        {
            return settings;
        }

        try
        {
            JsonDocumentOptions lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path), lenient);
            if (document.RootElement.TryGetProperty("Values", out JsonElement values))
            {
                foreach (JsonProperty value in values.EnumerateObject())
                {
                    settings[value.Name] = value.Value.GetString() ?? string.Empty;
                }
            }

            return settings;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FunctionDefinitionException($"local.settings.json cannot be read: {e.Message} ({path})", e);
        }
    }
}
