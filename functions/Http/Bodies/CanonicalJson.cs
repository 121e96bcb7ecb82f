using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace PlatformDeployer.Functions.Http.Bodies;

/// <summary>Tells whether two bodies say the same: the order of fields, white space and escapes do not matter. Numbers are compared as they are written.</summary>
internal static class CanonicalJson
{
    /// <summary>The hash of a request: of its route and of its body in canonical form, in lower-case hexadecimal.</summary>
    public static string Hash(string route, JsonElement body)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(route);
            Write(writer, body);
            writer.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    // Recursion is bounded: JsonSyntax reads at most DepthMax levels.
    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty field in value.EnumerateObject().OrderBy(field => field.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(field.Name);
                    Write(writer, field.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in value.EnumerateArray()) Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(value.GetRawText());
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
