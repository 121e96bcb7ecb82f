using System.Text.Json;

namespace PlatformDeployer.Functions.Http.Bodies;

/// <summary>The kinds of JSON values, in words.</summary>
internal static class JsonKinds
{
    /// <summary>The kind as a sentence names it.</summary>
    public static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };
}
