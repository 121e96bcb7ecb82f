using System.Text.Json;
using System.Text.Json.Nodes;

namespace Embedded.ResourceManager.Http;

/// <summary>Reads the JSON object of a request, and refuses all that is not one.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    public static JsonObject Read(ArmRequest request)
    {
        if (request.BodyIsTooLarge)
        {
            throw new ArmException(
                413, "RequestContentTooLarge", $"The request content size exceeds the maximum size of {ArmRequest.BodyMaxBytes / 1024 / 1024} MB.");
        }

        if (request.Body.IsEmpty)
            throw new ArmException(400, "InvalidRequestContent", "The request content was invalid: a JSON object is expected and the body is empty.");
        string mediaType = (request.ContentType ?? string.Empty).Split(';')[0].Trim();
        if (!string.Equals(mediaType, "application/json", StringComparison.OrdinalIgnoreCase)
            && !string.Equals(mediaType, "application/merge-patch+json", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArmException(
                415, "UnsupportedMediaType", $"The content media type '{mediaType}' is not supported. Only 'application/json' is supported.");
        }

        try
        {
            JsonNode? node = JsonNode.Parse(request.Body.Span, documentOptions: Strict);
            if (node is JsonObject body)
            {
                TouchEveryString(body);
                return body;
            }
        }
        catch (JsonException e)
        {
            throw Invalid($"line {e.LineNumber + 1}, position {e.BytePositionInLine + 1}");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw Invalid("a string that is no valid Unicode, or a name that stands twice");
        }

        throw Invalid("a JSON object is expected");
    }

    /// <summary>A lone surrogate is only noticed when the string is read: read them all now, while it can be refused.</summary>
    private static void TouchEveryString(JsonNode root)
    {
        Stack<JsonNode> open = new([root]);
        while (open.TryPop(out JsonNode? node))
        {
            switch (node)
            {
                case JsonObject members:
                    foreach ((_, JsonNode? member) in members.Where(pair => pair.Value is not null))
                        open.Push(member!);
                    break;
                case JsonArray items:
                    foreach (JsonNode? item in items.Where(item => item is not null))
                        open.Push(item!);
                    break;
                case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                    value.GetValue<string>();
                    break;
            }
        }
    }

    private static ArmException Invalid(string where)
        => new(400, "InvalidRequestContent", $"The request content was invalid and could not be deserialized: {where}.");
}
