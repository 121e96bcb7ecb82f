using System.Text.Json.Nodes;

namespace Embedded.ResourceManager.Http;

/// <summary>An answer: a status, a JSON body or none, and headers.</summary>
internal sealed class ArmResponse(int status, JsonNode? body = null)
{
    private readonly List<KeyValuePair<string, string>> _headers = [];

    public int Status => status;

    public JsonNode? Body => body;

    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    public ArmResponse With(string header, string value)
    {
        _headers.Add(new KeyValuePair<string, string>(header, value));
        return this;
    }

    /// <summary>When to come back. Below a second ARM has no word for it, and Azure.Core reads the header in milliseconds.</summary>
    public ArmResponse RetryAfter(int milliseconds)
    {
        if (milliseconds < 1_000)
            With("x-ms-retry-after-ms", milliseconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return With("Retry-After", (milliseconds / 1_000).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    public static ArmResponse Of(ArmException error)
    {
        ArmResponse response = new(error.Status, new JsonObject { ["error"] = Describe(error) });
        return error.RetryAfterSeconds is { } seconds ? response.RetryAfter(seconds * 1_000) : response;
    }

    private static JsonObject Describe(ArmException error)
    {
        JsonObject described = new() { ["code"] = error.Code, ["message"] = error.Message };
        if (error.Target is not null)
            described["target"] = error.Target;
        if (error.Details.Count > 0)
            described["details"] = new JsonArray([.. error.Details.Select(detail => (JsonNode)Describe(detail))]);
        return described;
    }
}
