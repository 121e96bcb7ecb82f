using System.Text.Json;
using System.Text.Json.Nodes;

namespace PlatformDeployer.Domain.Templates;

/// <summary>
/// Text, a number, true, false or null. An unquoted scalar is a number, a boolean or null exactly where JSON would take it for one (and <c>~</c> or nothing is
/// null); everything else is text. So <c>no</c>, <c>1.0.0</c> and <c>2023-01-01</c> are what they look like.
/// </summary>
internal sealed class ScalarNode(TemplatePosition position, string text, bool isPlain, bool isQuoted = false) : TemplateNode(position)
{
    public override int Size => 1;

    public override int Depth => 1;

    public string Text { get; } = text;

    public JsonValueKind Kind { get; } = isPlain ? KindOf(text) : JsonValueKind.String;

    /// <summary>Where a character of the text stands; for text of several lines, where the text starts.</summary>
    public TemplatePosition At(int offset) =>
        Text.Contains('\n', StringComparison.Ordinal) ? Position : Position with { Column = Position.Column + offset + (isQuoted ? 1 : 0) };

    public override string Noun => Kind switch
    {
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "nothing",
        _ => "a boolean",
    };

    public JsonNode? ToJson() => Kind == JsonValueKind.String ? JsonValue.Create(Text) : Kind == JsonValueKind.Null ? null : JsonNode.Parse(Text);

    private static JsonValueKind KindOf(string text) => text switch
    {
        "" or "~" or "null" => JsonValueKind.Null,
        "true" => JsonValueKind.True,
        "false" => JsonValueKind.False,
        _ => IsNumber(text) ? JsonValueKind.Number : JsonValueKind.String,
    };

    private static bool IsNumber(string text)
    {
        if (text.Length > 64 || !(char.IsAsciiDigit(text[0]) || text[0] == '-'))
        {
            return false;
        }

        Utf8JsonReader reader = new(System.Text.Encoding.UTF8.GetBytes(text));
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.Number && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
