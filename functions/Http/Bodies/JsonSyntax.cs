using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Http.Bodies;

/// <summary>Reads JSON strictly: RFC 8259, in valid UTF-8, no comments, no trailing commas, one value and nothing behind it.</summary>
internal static class JsonSyntax
{
    /// <summary>How deep objects and arrays may nest.</summary>
    public const int DepthMax = 64;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a body that must be an object.</summary>
    /// <exception cref="ProblemException">It is not JSON (400, with line and column), nests too deep, or is not an object.</exception>
    public static JsonElement ReadObject(ReadOnlyMemory<byte> body)
    {
        ReadOnlyMemory<byte> json = body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;
        if (json.Span.Trim(" \t\r\n"u8).IsEmpty) throw Malformed(json.Span, 0, "The body is empty.");
        if (!Utf8.IsValid(json.Span)) throw Malformed(json.Span, FirstInvalidByte(json.Span), "The body is not valid UTF-8.");

        CheckTokens(json.Span);
        using JsonDocument document = Parse(json);
        JsonElement root = document.RootElement;
        return root.ValueKind == JsonValueKind.Object
            ? root.Clone()
            : throw new ProblemException(ProblemCodes.InvalidRequest, $"The body must be a JSON object, not {JsonKinds.Name(root.ValueKind)}.");
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DepthMax });
        }
        catch (JsonException exception)
        {
            throw Malformed(json.Span, exception);
        }
    }

    // An escaped half of a surrogate pair is only found out when the text is taken, which would be too late; and what nests too deep is JSON all the same.
    private static void CheckTokens(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DepthMax + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= DepthMax)
                {
                    throw At(json, (int)reader.TokenStartIndex, ProblemCodes.InvalidRequest, $"Objects and arrays may nest at most {DepthMax} levels deep.");
                }

                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped) reader.GetString();
            }
        }
        catch (JsonException exception)
        {
            throw Malformed(json, exception);
        }
        catch (InvalidOperationException)
        {
            throw Malformed(json, (int)reader.TokenStartIndex, "A string holds an escaped surrogate without its other half.");
        }
    }

    private static int FirstInvalidByte(ReadOnlySpan<byte> json)
    {
        int offset = 0;
        while (Rune.DecodeFromUtf8(json[offset..], out _, out int consumed) == System.Buffers.OperationStatus.Done) offset += consumed;
        return offset;
    }

    private static ProblemException Malformed(ReadOnlySpan<byte> json, JsonException exception)
    {
        int lineStart = 0;
        for (long line = exception.LineNumber ?? 0; line > 0; line--) lineStart += json[lineStart..].IndexOf((byte)'\n') + 1;
        int offset = Math.Min(json.Length, lineStart + (int)(exception.BytePositionInLine ?? 0));

        // The message of the parser ends with where it stood, counted from 0 and in bytes; and some of it speaks to whoever set the parser up.
        string message = exception.Message;
        int position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string reason = (position < 0 ? message : message[..position]).Replace(" in this mode. Change the reader options.", ".", StringComparison.Ordinal);
        return Malformed(json, offset, reason);
    }

    private static ProblemException Malformed(ReadOnlySpan<byte> json, int offset, string message) => At(json, offset, ProblemCodes.MalformedJson, message);

    private static ProblemException At(ReadOnlySpan<byte> json, int offset, string code, string message)
    {
        ReadOnlySpan<byte> before = json[..offset];
        int line = before.Count((byte)'\n') + 1;
        int column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        return new ProblemException(code, $"Line {line}, column {column}: {message}").With("line", line).With("column", column);
    }
}
