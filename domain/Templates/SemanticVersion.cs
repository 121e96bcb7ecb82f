using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PlatformDeployer.Domain.Templates;

/// <summary>A version as https://semver.org (2.0.0) defines it, without build metadata.</summary>
public sealed partial record SemanticVersion
{
    private SemanticVersion(int major, int minor, int patch, string prerelease)
    {
        Major = major;
        Minor = minor;
        Patch = patch;
        Prerelease = prerelease;
    }

    /// <summary>Changes when something may break.</summary>
    public int Major { get; }

    /// <summary>Changes when something is added.</summary>
    public int Minor { get; }

    /// <summary>Changes when something is mended.</summary>
    public int Patch { get; }

    /// <summary>The pre-release identifiers, joined by dots; empty for a release.</summary>
    public string Prerelease { get; }

    /// <summary>Orders versions by precedence (rule 11 of the specification).</summary>
    public static IComparer<SemanticVersion> Precedence { get; } = Comparer<SemanticVersion>.Create(Compare);

    /// <summary>Reads a version; false when the text is not one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SemanticVersion? version)
    {
        version = null;
        Match match = text is { Length: <= 64 } ? Form().Match(text) : Match.Empty;
        if (!match.Success
            || !int.TryParse(match.Groups["major"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int major)
            || !int.TryParse(match.Groups["minor"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int minor)
            || !int.TryParse(match.Groups["patch"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int patch))
        {
            return false;
        }

        version = new SemanticVersion(major, minor, patch, match.Groups["prerelease"].Value);
        return true;
    }

    /// <summary>Reads a version.</summary>
    /// <exception cref="FormatException">The text is not one.</exception>
    public static SemanticVersion Parse(string text) =>
        TryParse(text, out SemanticVersion? version) ? version : throw new FormatException($"'{text}' is not a semantic version such as 1.2.0.");

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}{(Prerelease.Length == 0 ? "" : "-")}{Prerelease}");

    private static int Compare(SemanticVersion left, SemanticVersion right)
    {
        int order = (left.Major, left.Minor, left.Patch).CompareTo((right.Major, right.Minor, right.Patch));
        if (order != 0)
        {
            return order;
        }

        if (left.Prerelease.Length == 0 || right.Prerelease.Length == 0)
        {
            return right.Prerelease.Length.CompareTo(left.Prerelease.Length);
        }

        string[] leftParts = left.Prerelease.Split('.');
        string[] rightParts = right.Prerelease.Split('.');
        for (int part = 0; part < leftParts.Length && part < rightParts.Length; part++)
        {
            order = ComparePart(leftParts[part], rightParts[part]);
            if (order != 0)
            {
                return order;
            }
        }

        return leftParts.Length.CompareTo(rightParts.Length);
    }

    // Digits are compared as numbers of any size (no leading zeros: the longer is the larger) and come before everything else.
    private static int ComparePart(string left, string right)
    {
        bool leftIsNumber = left.All(char.IsAsciiDigit);
        bool rightIsNumber = right.All(char.IsAsciiDigit);
        if (leftIsNumber != rightIsNumber)
        {
            return leftIsNumber ? -1 : 1;
        }

        return leftIsNumber && left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right);
    }

    [GeneratedRegex(
        @"\A(?<major>0|[1-9][0-9]*)\.(?<minor>0|[1-9][0-9]*)\.(?<patch>0|[1-9][0-9]*)(-(?<prerelease>(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(\.(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Form();
}
