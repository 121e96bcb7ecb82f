namespace PlatformDeployer.Architecture.Tests.Repository;

/// <summary>A file of the tree.</summary>
/// <param name="RelativePath">Its path from the root, with slashes.</param>
internal sealed record SourceFile(string RelativePath)
{
    public string Name => Path.GetFileName(RelativePath);

    public string Folder => Path.GetDirectoryName(RelativePath)!.Replace('\\', '/');

    public bool IsIn(string folder) => RelativePath.StartsWith(folder + "/", StringComparison.Ordinal);

    public string ReadText() => File.ReadAllText(RepositoryRoot.Combine(RelativePath));

    public string[] ReadLines() => File.ReadAllLines(RepositoryRoot.Combine(RelativePath));

    public override string ToString() => RelativePath;
}
