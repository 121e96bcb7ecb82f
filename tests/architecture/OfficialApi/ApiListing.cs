using System.Text.RegularExpressions;
using PlatformDeployer.Architecture.Tests.Repository;

namespace PlatformDeployer.Architecture.Tests.OfficialApi;

/// <summary>The public API of one package: every public and protected member, one a line.</summary>
internal sealed partial class ApiListing
{
    private const string Folder = "tests/architecture/official-api";

    private ApiListing(SourceFile file)
    {
        string[] lines = file.ReadLines();
        Match header = Header().Match(lines[0]);
        if (!header.Success) throw new InvalidDataException($"{file}: the first line names no package, version and source.");
        Package = header.Groups["package"].Value;
        Version = header.Groups["version"].Value;
        IsApproximate = header.Groups["about"].Success;
        Lines = [.. lines.Skip(1).Where(l => l.Length > 0 && l[0] != '#').Select(WithoutRemark)];
    }

    public static IReadOnlyList<ApiListing> All { get; } =
        [.. SourceTree.Files.Where(f => f.Folder == Folder && f.Name.EndsWith(".txt", StringComparison.Ordinal)).Select(f => new ApiListing(f))];

    public string Package { get; }

    public string Version { get; }

    /// <summary>Whether the listing is near its version rather than exactly of it.</summary>
    public bool IsApproximate { get; }

    public IReadOnlyList<string> Lines { get; }

    /// <summary>The names of the types that it lists, without type parameters.</summary>
    public IEnumerable<string> TypeNames => Lines.Where(l => l.StartsWith("T:", StringComparison.Ordinal)).Select(ApiLine.NameOf);

    // What follows two blanks and two slashes is a remark, such as "obsolete".
    private static string WithoutRemark(string line)
    {
        int remark = line.IndexOf("  // ", StringComparison.Ordinal);
        return remark < 0 ? line : line[..remark];
    }

    [GeneratedRegex(@"^# (?<assembly>\S+) (?<about>about )?(?<version>\d\S*) \(package (?<package>[\w.]+); .+\)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Header();
}
