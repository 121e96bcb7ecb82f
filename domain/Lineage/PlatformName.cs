using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace PlatformDeployer.Domain.Lineage;

/// <summary>The name of a platform among its siblings: 3 to 40 lower-case letters, digits and inner hyphens, starting with a letter.</summary>
[JsonConverter(typeof(PlatformNameJsonConverter))]
public sealed partial record PlatformName
{
    /// <summary>The rule every name obeys, as a regular expression; shown to whoever sends another.</summary>
    public const string Pattern = "^[a-z][a-z0-9-]{1,38}[a-z0-9]$";

    private PlatformName(string value) => Value = value;

    /// <summary>The name as text.</summary>
    public string Value { get; }

    /// <summary>Reads a name.</summary>
    /// <exception cref="FormatException">The text breaks the rule.</exception>
    public static PlatformName Parse(string text) =>
        TryParse(text, out PlatformName? name)
            ? name
            : throw new FormatException($"'{text}' is not a platform name: it must match {Pattern}.");

    /// <summary>Reads a name; false when the text breaks the rule.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PlatformName? name)
    {
        name = text is not null && Rule().IsMatch(text) ? new PlatformName(text) : null;
        return name is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    // "$" would also match before a final line feed.
    [GeneratedRegex(@"\A[a-z][a-z0-9-]{1,38}[a-z0-9]\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rule();
}
