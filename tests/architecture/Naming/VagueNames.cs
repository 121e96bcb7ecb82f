namespace PlatformDeployer.Architecture.Tests.Naming;

/// <summary>Names that do not say what a thing does.</summary>
internal static class VagueNames
{
    // Azure's own name for what it is.
    private const string Term = "ResourceManager";

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "Base", "Common", "Helper", "Helpers", "Manager", "Managers", "Misc", "Util", "Utility", "Utilities", "Utils",
    };

    /// <summary>Whether a name is one of the words, or ends with one.</summary>
    public static bool IsVague(string name) => !name.EndsWith(Term, StringComparison.Ordinal) && Words.Contains(LastWord(name));

    private static string LastWord(string name)
    {
        string plain = name.Split('`', '<')[0];
        int start = plain.Length - 1;
        while (start > 0 && char.IsLower(plain[start])) start--;
        return start >= 0 ? plain[start..].TrimStart('-', '_', '.') : "";
    }
}
