using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Embedded.ResourceManager.Resources;

/// <summary>The form of a <see cref="StoreBatch"/> in the log.</summary>
internal static class StoreJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // Nothing of it is ever put into a page, and escaping could make it six times as long.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // A body has at most 64 levels, and stands some levels deep in its record.
        MaxDepth = 128,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new ResourceIdConverter(), new TagMapConverter(), new JsonStringEnumConverter() },
    };

    /// <summary>The form in which a body is kept.</summary>
    public static JsonElement BodyOf(JsonObject body) => JsonSerializer.SerializeToElement(body, Options);

    public static byte[] Write(StoreBatch batch) => JsonSerializer.SerializeToUtf8Bytes(batch, Options);

    public static StoreBatch Read(ReadOnlySpan<byte> record)
        => JsonSerializer.Deserialize<StoreBatch>(record, Options) ?? throw new JsonException("A record of the resource store is null.");
}
