using System.Text.RegularExpressions;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Spawning;

/// <summary>What labels may look like.</summary>
internal static partial class LabelRules
{
    /// <summary>How many a platform may have.</summary>
    public const int LabelsMax = 50;

    /// <summary>The longest value, in characters.</summary>
    public const int ValueCharactersMax = 256;

    /// <summary>The rule every key obeys.</summary>
    public const string KeyPattern = "^[a-z0-9]([a-z0-9._/-]{0,61}[a-z0-9])?$";

    /// <summary>Says what is wrong with labels.</summary>
    public static void Check(IReadOnlyDictionary<string, string> labels, FieldErrors errors)
    {
        if (labels.Count > LabelsMax) errors.Add("labels", $"A platform may have at most {LabelsMax} labels, not {labels.Count}.");
        foreach ((string key, string value) in labels)
        {
            if (!IsKey(key)) errors.Add($"labels.{key}", $"The key '{Problem.Clip(key)}' must match {KeyPattern}.");
            if (value.Length > ValueCharactersMax) errors.Add($"labels.{key}", $"A label's value may have at most {ValueCharactersMax} characters.");
            if (value.Any(char.IsControl)) errors.Add($"labels.{key}", "A label's value may not hold control characters.");
        }
    }

    /// <summary>Whether a text is a key.</summary>
    public static bool IsKey(string key) => Key().IsMatch(key);

    // "$" would also match before a final line feed.
    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9._/-]{0,61}[a-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key();
}
