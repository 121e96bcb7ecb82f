using System.IO.Enumeration;

namespace PlatformDeployer.Architecture.Tests.Repository;

/// <summary>Every file of the tree that git would keep.</summary>
internal static class SourceTree
{
    private const int BinaryProbeBytes = 8192;

    public static IReadOnlyList<SourceFile> Files { get; } = Enumerate();

    public static IEnumerable<SourceFile> CSharp => Files.Where(f => f.RelativePath.EndsWith(".cs", StringComparison.Ordinal));

    public static IEnumerable<SourceFile> Text => Files.Where(IsText);

    private static List<SourceFile> Enumerate()
    {
        var ignored = new IgnoredPaths(File.ReadLines(RepositoryRoot.Combine(".gitignore")));
        var found = new FileSystemEnumerable<string>(RepositoryRoot.FullPath, Transform, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && !ignored.IgnoresFile(entry.FileName.ToString()),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !ignored.IgnoresFolder(entry.FileName.ToString()),
        };
        return [.. found.Order(StringComparer.Ordinal).Select(path => new SourceFile(path))];
    }

    private static string Transform(ref FileSystemEntry entry) =>
        Path.GetRelativePath(RepositoryRoot.FullPath, entry.ToFullPath()).Replace('\\', '/');

    private static bool IsText(SourceFile file)
    {
        using FileStream stream = File.OpenRead(RepositoryRoot.Combine(file.RelativePath));
        Span<byte> start = stackalloc byte[BinaryProbeBytes];
        int count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return !start[..count].Contains((byte)0);
    }
}
