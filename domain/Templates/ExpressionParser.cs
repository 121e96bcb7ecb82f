using System.Text;

namespace PlatformDeployer.Domain.Templates;

/// <summary>
/// Splits text into literals and expressions. The grammar: <c>text = { literal | "$${" | "${" expression "}" }</c>,
/// <c>expression = ["!"] name { "." segment | "[" digits "]" }</c>, <c>segment = one or more of A–Z a–z 0–9 _ - /</c>. <c>$${</c> is a literal <c>${</c>.
/// </summary>
internal static class ExpressionParser
{
    private const int PathMax = 32;

    /// <summary>The parts of a text; what is wrong goes to the errors, and the parts that are right are returned.</summary>
    public static IReadOnlyList<TextPart> Parse(ScalarNode scalar, List<TemplateError> errors)
    {
        string text = scalar.Text;
        List<TextPart> parts = [];
        StringBuilder literal = new();
        int at = 0;
        while (at < text.Length)
        {
            if (string.CompareOrdinal(text, at, "$${", 0, 3) == 0)
            {
                literal.Append("${");
                at += 3;
            }
            else if (string.CompareOrdinal(text, at, "${", 0, 2) == 0)
            {
                Flush(literal, parts);
                at = ParseExpression(scalar, at, parts, errors);
            }
            else
            {
                literal.Append(text[at++]);
            }
        }

        Flush(literal, parts);
        return parts;
    }

    private static void Flush(StringBuilder literal, List<TextPart> parts)
    {
        if (literal.Length > 0)
        {
            parts.Add(new TextPart(literal.ToString(), null));
            literal.Clear();
        }
    }

    /// <summary>Parses the expression that starts at the <c>${</c>; answers where the text goes on.</summary>
    private static int ParseExpression(ScalarNode scalar, int start, List<TextPart> parts, List<TemplateError> errors)
    {
        string text = scalar.Text;
        TemplatePosition position = scalar.At(start);
        int end = text.IndexOf('}', start);
        if (end < 0)
        {
            errors.Add(position.Error("This expression has no closing '}'."));
            return text.Length;
        }

        string source = text[(start + 2)..end];
        TemplateExpression? expression = ParseSource(source, position);
        if (expression is null)
        {
            errors.Add(position.Error($"'${{{source}}}' is not an expression: it must read like ${{platform.id}} or ${{outputs.key.properties.value}}."));
        }
        else
        {
            parts.Add(new TextPart(null, expression));
        }

        return end + 1;
    }

    private static TemplateExpression? ParseSource(string source, TemplatePosition position)
    {
        bool isNegated = source.StartsWith('!');
        string[] segments = source[(isNegated ? 1 : 0)..].Replace("[", ".[", StringComparison.Ordinal).Split('.');
        if (segments.Length is < 2 or > PathMax || segments[0].Length == 0 || !segments[0].All(char.IsAsciiLetter))
        {
            return null;
        }

        List<string> path = [];
        foreach (string segment in segments.Skip(1))
        {
            bool isIndex = segment.StartsWith('[') && segment.EndsWith(']');
            string name = isIndex ? segment[1..^1] : segment;
            if (name.Length == 0 || !name.All(letter => isIndex ? char.IsAsciiDigit(letter) : IsNameLetter(letter)))
            {
                return null;
            }

            path.Add(name);
        }

        return new TemplateExpression(segments[0], path, isNegated, source, position);
    }

    private static bool IsNameLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '/';
}
