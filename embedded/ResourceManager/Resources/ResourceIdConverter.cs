using System.Text.Json;
using System.Text.Json.Serialization;

namespace Embedded.ResourceManager.Resources;

/// <summary>Writes an id as its text.</summary>
internal sealed class ResourceIdConverter : JsonConverter<ResourceId>
{
    public override ResourceId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? text = reader.GetString();
        if (text is "/")
            return ResourceId.Tenant;
        return ResourcePath.TryParseId(text, out ResourceId? id) ? id : throw new JsonException($"'{text}' is not a resource id.");
    }

    public override void Write(Utf8JsonWriter writer, ResourceId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
