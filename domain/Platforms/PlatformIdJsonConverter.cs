using System.Text.Json;
using System.Text.Json.Serialization;

namespace PlatformDeployer.Domain.Platforms;

/// <summary>An id is a string in JSON.</summary>
public sealed class PlatformIdJsonConverter : JsonConverter<PlatformId>
{
    /// <inheritdoc/>
    public override PlatformId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PlatformId.TryParse(reader.GetString(), out PlatformId id) ? id : throw new JsonException("not a platform id");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PlatformId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
