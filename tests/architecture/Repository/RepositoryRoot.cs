using System.Reflection;

namespace PlatformDeployer.Architecture.Tests.Repository;

/// <summary>The folder that holds the tree these tests were built from.</summary>
internal static class RepositoryRoot
{
    public static string FullPath { get; } = Find();

    public static string Combine(string relativePath) => Path.Combine(FullPath, relativePath);

    private static string Find()
    {
        string path = typeof(RepositoryRoot).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
        return File.Exists(Path.Combine(path, "Functions.sln"))
            ? path
            : throw new DirectoryNotFoundException($"The tree that the tests were built from, '{path}', is not there any more: build them again.");
    }
}
