using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PlatformDeployer.Domain.Templates;

namespace PlatformDeployer.Domain.Configuration;

/// <summary>Checks a value against the parameter it is for.</summary>
internal static class ParameterRules
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Everything that is wrong with a value.</summary>
    public static IEnumerable<ConfigurationError> Check(TemplateParameter parameter, JsonNode? value, string field)
    {
        string? wrongType = TypeError(parameter, value);
        if (wrongType is not null)
        {
            return [new ConfigurationError(field, wrongType)];
        }

        return Problems(parameter, value!).Select(message => new ConfigurationError(field, message));
    }

    /// <summary>What is wrong with a pattern; null when it can be used.</summary>
    public static string? PatternError(string pattern)
    {
        try
        {
            _ = Compile(pattern);
            return null;
        }
        catch (Exception unusable) when (unusable is ArgumentException or NotSupportedException)
        {
            return $"'pattern' is not a regular expression that can be matched in linear time: {unusable.Message}";
        }
    }

    private static string? TypeError(TemplateParameter parameter, JsonNode? value)
    {
        JsonValueKind kind = value?.GetValueKind() ?? JsonValueKind.Null;
        bool fits = parameter.Type switch
        {
            ParameterType.String => kind == JsonValueKind.String,
            ParameterType.Integer => kind == JsonValueKind.Number && Number(value!) is decimal number && decimal.IsInteger(number),
            ParameterType.Number => kind == JsonValueKind.Number && Number(value!) is not null,
            ParameterType.Boolean => kind is JsonValueKind.True or JsonValueKind.False,
            ParameterType.Array => kind == JsonValueKind.Array,
            ParameterType.Object => kind == JsonValueKind.Object,
            _ => throw new InvalidOperationException($"Unknown parameter type {parameter.Type}."),
        };
        return fits ? null : $"'{parameter.Name}' must be {Noun(parameter.Type)}, not {Noun(kind)}.";
    }

    private static IEnumerable<string> Problems(TemplateParameter parameter, JsonNode value)
    {
        if (parameter.Allowed is { } allowed && !allowed.Any(one => JsonNode.DeepEquals(one, value)))
        {
            yield return $"'{parameter.Name}' must be one of {string.Join(", ", allowed.Select(one => one.ToJsonString()))}.";
        }

        if (value.GetValueKind() == JsonValueKind.Number && Number(value) is decimal number)
        {
            if (number < parameter.Minimum || number > parameter.Maximum)
            {
                yield return $"'{parameter.Name}' must be {Range(parameter.Minimum, parameter.Maximum)}, not {number.ToString(CultureInfo.InvariantCulture)}.";
            }
        }

        int? length = value switch
        {
            JsonArray array => array.Count,
            JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>().Length,
            _ => null,
        };
        if (length < parameter.MinLength || length > parameter.MaxLength)
        {
            yield return $"The length of '{parameter.Name}' must be {Range(parameter.MinLength, parameter.MaxLength)}, not {length.Value.ToString(CultureInfo.InvariantCulture)}.";
        }

        if (parameter.Pattern is { } pattern && value.GetValueKind() == JsonValueKind.String && !Compile(pattern).IsMatch(value.GetValue<string>()))
        {
            yield return $"'{parameter.Name}' must match {pattern}.";
        }
    }

    // NonBacktracking: the pattern is a template's, the text anybody's.
    private static Regex Compile(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, PatternTimeout);

    private static decimal? Number(JsonNode value) =>
        decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : null;

    private static string Range(decimal? minimum, decimal? maximum) => (minimum, maximum) switch
    {
        (decimal from, decimal to) => string.Create(CultureInfo.InvariantCulture, $"from {from} to {to}"),
        (decimal from, null) => string.Create(CultureInfo.InvariantCulture, $"at least {from}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"at most {maximum}"),
    };

    private static string Noun(ParameterType type) => type switch
    {
        ParameterType.String => "text",
        ParameterType.Integer => "a whole number",
        ParameterType.Number => "a number",
        ParameterType.Boolean => "true or false",
        ParameterType.Array => "a list",
        _ => "an object",
    };

    private static string Noun(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number of that kind",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => "null",
    };
}
