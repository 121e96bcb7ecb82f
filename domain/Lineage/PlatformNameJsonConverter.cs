using System.Text.Json;
using System.Text.Json.Serialization;

namespace PlatformDeployer.Domain.Lineage;

internal sealed class PlatformNameJsonConverter : JsonConverter<PlatformName>
{
    public override PlatformName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return PlatformName.TryParse(text, out PlatformName? name)
            ? name
            : throw new JsonException($"'{text}' is not a platform name: it must match {PlatformName.Pattern}.");
    }

    public override void Write(Utf8JsonWriter writer, PlatformName value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
