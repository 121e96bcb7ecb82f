using System.Text.Json;
using System.Text.Json.Serialization;

namespace PlatformDeployer.Domain.Lineage;

internal sealed class PlatformPathJsonConverter : JsonConverter<PlatformPath>
{
    public override PlatformPath Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return PlatformPath.TryParse(text, out PlatformPath? path) ? path : throw new JsonException($"'{text}' is not a platform path.");
    }

    public override void Write(Utf8JsonWriter writer, PlatformPath value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
