using System.Text.RegularExpressions;

namespace PlatformDeployer.Functions.Tests.Docs;

/// <summary>The Markdown of the repository, by the path from its root.</summary>
internal sealed class DocPages
{
    private const string RepositoryMark = "Functions.sln";
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);
    private static readonly string[] AppFolders = ["azure", "functions", "orchestrations"];
    private static readonly string[] GeneratedFolders = ["bin", "obj", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts"];

    private readonly string _root;

    private DocPages(string root, IReadOnlyDictionary<string, string> all) => (_root, All) = (root, all);

    /// <summary>Every page.</summary>
    public IReadOnlyDictionary<string, string> All { get; }

    /// <summary>The page of the API.</summary>
    public string Api => All["docs/api.md"];

    /// <summary>The page of the settings.</summary>
    public string Settings => All["docs/settings.md"];

    /// <summary>Reads all pages of the repository that these tests were built from.</summary>
    public static DocPages Load()
    {
        string root = FindRoot();
        return new DocPages(root, Files(new DirectoryInfo(root), "*.md").ToDictionary(
            file => Path.GetRelativePath(root, file).Replace('\\', '/'), file => File.ReadAllText(file).ReplaceLineEndings("\n"), StringComparer.Ordinal));
    }

    /// <summary>The fenced blocks of a page that say they are JSON.</summary>
    public IEnumerable<string> JsonBlocks(string page) =>
        Regex.Matches(page, "^ *```json\n(?<body>.*?)^ *```$", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture, MatchLimit)
            .Select(match => match.Groups["body"].Value);

    /// <summary>Links to files or folders that are not there, each as <c>page: link</c>.</summary>
    public IEnumerable<string> BrokenLinks() =>
        from page in All
        from Match match in Regex.Matches(page.Value, @"\]\((?<link>[^)\s#]+)(#[^)]*)?\)", RegexOptions.ExplicitCapture, MatchLimit)
        let link = match.Groups["link"].Value
        where !Uri.TryCreate(link, UriKind.Absolute, out _)
        let target = Path.Combine(_root, Path.GetDirectoryName(page.Key) ?? "", link)
        where !File.Exists(target) && !Directory.Exists(target)
        select $"{page.Key}: {link}";

    /// <summary>The keys of settings that stand as text in the app's source, such as <c>Sweep:Schedule</c>.</summary>
    public IEnumerable<string> SettingsInSource() => AppFolders
        .SelectMany(folder => Files(new DirectoryInfo(Path.Combine(_root, folder)), "*.cs"))
        .SelectMany(file => Regex.Matches(File.ReadAllText(file), "\"%?(?<key>[A-Z][A-Za-z]+(:[A-Z]?[A-Za-z]+)+)%?\"", RegexOptions.ExplicitCapture, MatchLimit))
        .Select(match => match.Groups["key"].Value)
        .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Files(DirectoryInfo folder, string pattern) => folder.EnumerateFiles(pattern).Select(file => file.FullName)
        .Concat(folder.EnumerateDirectories()
            .Where(inner => !inner.Name.StartsWith('.') && !GeneratedFolders.Contains(inner.Name, StringComparer.Ordinal))
            .SelectMany(inner => Files(inner, pattern)));

    // The artifacts may stand outside the repository; where the source stands, the compiler knows.
    private static string FindRoot([System.Runtime.CompilerServices.CallerFilePath] string source = "")
    {
        DirectoryInfo? folder = new(Path.GetDirectoryName(source)!);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, RepositoryMark))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"No {RepositoryMark} above {source}.");
    }
}
