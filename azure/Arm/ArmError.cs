using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlatformDeployer.Azure.Arm;

/// <summary>The error of a Resource Manager's answer: <c>{"error":{"code","message","details"}}</c>, or the inner object alone.</summary>
/// <param name="Code">The code that says most.</param>
/// <param name="Message">Its words, bounded.</param>
internal sealed record ArmError(string? Code, string Message)
{
    private const int MessageCharactersMax = 1000;

    // These say only that something within failed; what it was stands in the details.
    private static readonly HashSet<string> Wrappers = new(StringComparer.OrdinalIgnoreCase)
    {
        "DeploymentFailed", "ResourceDeploymentFailure", "MultipleErrorsOccurred", "InvalidTemplateDeployment",
    };

    /// <summary>Reads the error of a body; null when there is none.</summary>
    public static ArmError? Read(JsonNode? body)
    {
        if (body is not JsonObject holder) return null;
        JsonObject error = holder["error"] as JsonObject ?? holder;
        // Details of details come from people's templates: a bound instead of trust.
        for (int depth = 0; depth < 5; depth++)
        {
            bool wraps = Text(error["code"]) is { } outer && Wrappers.Contains(outer);
            if (!wraps || error["details"] is not JsonArray { Count: > 0 } details || details[0] is not JsonObject inner) break;
            error = inner;
        }

        string? code = Text(error["code"]);
        string? message = Text(error["message"]) ?? Text(error["Message"]);
        return code is null && message is null ? null : new ArmError(code, Bounded(message ?? code!));
    }

    /// <summary>Reads a body that may be no JSON at all, as a gateway's error page.</summary>
    public static JsonNode? Parse(BinaryData? content)
    {
        if (content is null || content.ToMemory().IsEmpty) return null;
        try
        {
            return JsonNode.Parse(content.ToMemory().Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;

    private static string Bounded(string message) => message.Length <= MessageCharactersMax ? message : string.Concat(message.AsSpan(0, MessageCharactersMax), "…");
}
