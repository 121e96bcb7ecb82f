using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace PlatformDeployer.Domain.Platforms;

/// <summary>A platform's id: lower-case letters and digits, at most 16, so that every Azure name can hold it.</summary>
[JsonConverter(typeof(PlatformIdJsonConverter))]
public readonly partial record struct PlatformId
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int RandomCharacters = 12;

    private readonly string? _value;

    private PlatformId(string value) => _value = value;

    /// <summary>The id as text.</summary>
    public string Value => _value ?? "";

    /// <summary>Makes an id of 60 random bits.</summary>
    /// <param name="random">At least 12 random bytes.</param>
    public static PlatformId FromRandom(ReadOnlySpan<byte> random)
    {
        Span<char> text = stackalloc char[RandomCharacters + 1];
        text[0] = 'p';
        for (int i = 0; i < RandomCharacters; i++) text[i + 1] = Alphabet[random[i] & 31];
        return new PlatformId(new string(text));
    }

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is not an id.</exception>
    public static PlatformId Parse(string text) =>
        TryParse(text, out PlatformId id) ? id : throw new FormatException($"'{text}' is not a platform id.");

    /// <summary>Reads an id.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PlatformId id)
    {
        bool valid = text is not null && Form().IsMatch(text);
        id = valid ? new PlatformId(text!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    // "$" would also match before a final line feed
    [GeneratedRegex(@"\A[a-z][a-z0-9]{2,15}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Form();
}
