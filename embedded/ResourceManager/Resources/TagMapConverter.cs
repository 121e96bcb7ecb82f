using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Embedded.ResourceManager.Resources;

/// <summary>Reads a map of strings back with names that have no case, as a tag's.</summary>
internal sealed class TagMapConverter : JsonConverter<ImmutableSortedDictionary<string, string>>
{
    public override ImmutableSortedDictionary<string, string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Dictionary<string, string> read = JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options) ?? [];
        return read.ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase);
    }

    public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, string> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach ((string name, string text) in value)
            writer.WriteString(name, text);
        writer.WriteEndObject();
    }
}
