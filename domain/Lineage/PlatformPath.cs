using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace PlatformDeployer.Domain.Lineage;

/// <summary>
/// Where a platform stands in its family: the names from the root down, as <c>/root/acme/west</c>. The root is generation 0. Equality is by text.
/// </summary>
[JsonConverter(typeof(PlatformPathJsonConverter))]
public sealed record PlatformPath
{
    /// <summary>The most names a path may have. Depth is limited by policy; this only bounds what is parsed.</summary>
    public const int SegmentsMax = 1024;

    private readonly int _lastSlash;

    private PlatformPath(string value, int generation)
    {
        Value = value;
        Generation = generation;
        _lastSlash = value.LastIndexOf('/');
    }

    /// <summary>The path as text.</summary>
    public string Value { get; }

    /// <summary>How many platforms stand above this one; 0 for the root.</summary>
    public int Generation { get; }

    /// <summary>The last name of the path: the platform's own.</summary>
    public PlatformName Name => PlatformName.Parse(Value[(_lastSlash + 1)..]);

    /// <summary>True for a platform without a parent.</summary>
    public bool IsRoot => _lastSlash == 0;

    /// <summary>The path one generation up; null for the root.</summary>
    public PlatformPath? Parent => IsRoot ? null : new PlatformPath(Value[.._lastSlash], Generation - 1);

    /// <summary>The names from the root down to this platform.</summary>
    [JsonIgnore]
    public IReadOnlyList<PlatformName> Segments => [.. Value[1..].Split('/').Select(PlatformName.Parse)];

    /// <summary>The path of a root platform.</summary>
    public static PlatformPath Root(PlatformName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new PlatformPath($"/{name.Value}", 0);
    }

    /// <summary>Reads a path.</summary>
    /// <exception cref="FormatException">The text is not a path.</exception>
    public static PlatformPath Parse(string text) =>
        TryParse(text, out PlatformPath? path)
            ? path
            : throw new FormatException($"'{text}' is not a platform path: it must read /name or /name/name…, at most {SegmentsMax} names that match {PlatformName.Pattern}.");

    /// <summary>Reads a path; false when the text is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PlatformPath? path)
    {
        path = null;
        if (text is null || !text.StartsWith('/'))
        {
            return false;
        }

        string[] names = text[1..].Split('/', SegmentsMax + 1);
        if (names.Length > SegmentsMax || !names.All(name => PlatformName.TryParse(name, out _)))
        {
            return false;
        }

        path = new PlatformPath(text, names.Length - 1);
        return true;
    }

    /// <summary>The path of a child.</summary>
    /// <exception cref="InvalidOperationException">The path already has <see cref="SegmentsMax"/> names.</exception>
    public PlatformPath Child(PlatformName name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Generation + 1 < SegmentsMax
            ? new PlatformPath($"{Value}/{name.Value}", Generation + 1)
            : throw new InvalidOperationException($"A platform path has at most {SegmentsMax} names.");
    }

    /// <summary>True when <paramref name="other"/> stands somewhere below this platform; a platform is not its own ancestor.</summary>
    public bool IsAncestorOf(PlatformPath other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Value.Length > Value.Length && other.Value[Value.Length] == '/' && other.Value.StartsWith(Value, StringComparison.Ordinal);
    }

    /// <summary>The platforms above this one, the root first.</summary>
    public IEnumerable<PlatformPath> Ancestors()
    {
        int generation = 0;
        for (int slash = Value.IndexOf('/', 1); slash > 0; slash = Value.IndexOf('/', slash + 1))
        {
            yield return new PlatformPath(Value[..slash], generation++);
        }
    }

    /// <inheritdoc/>
    public bool Equals(PlatformPath? other) => string.Equals(Value, other?.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
