using System.IO.Enumeration;

namespace PlatformDeployer.Architecture.Tests.Repository;

/// <summary>The root's .gitignore, in the plain form that it keeps to: one name or wildcard a line, a slash at the end for folders.</summary>
internal sealed class IgnoredPaths
{
    private readonly List<string> _folders = [".git"];
    private readonly List<string> _names = [];

    public IgnoredPaths(IEnumerable<string> lines)
    {
        foreach (string line in lines.Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
        {
            string name = line.TrimEnd('/');
            if (name.Contains('/', StringComparison.Ordinal) || name[0] == '!')
            {
                throw new NotSupportedException($"The pattern '{line}' of .gitignore is more than a name: teach {nameof(IgnoredPaths)} to read it.");
            }

            _folders.Add(name);
            if (!line.EndsWith('/')) _names.Add(name);
        }
    }

    public bool IgnoresFolder(string name) => Matches(_folders, name);

    public bool IgnoresFile(string name) => Matches(_names, name);

    private static bool Matches(List<string> patterns, string name) => patterns.Exists(p => FileSystemName.MatchesSimpleExpression(p, name, ignoreCase: false));
}
