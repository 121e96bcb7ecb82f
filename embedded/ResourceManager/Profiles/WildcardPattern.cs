using System.IO.Enumeration;

namespace Embedded.ResourceManager.Profiles;

/// <summary>Names with <c>*</c> for anything, in any case.</summary>
internal static class WildcardPattern
{
    public static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);
}
