using System.Xml.Linq;

namespace PlatformDeployer.Architecture.Tests.Repository;

/// <summary>What a project file says of itself and of what it references.</summary>
internal sealed class ProjectFile
{
    private readonly XDocument _document;

    public ProjectFile(SourceFile file)
    {
        File = file;
        _document = XDocument.Parse(file.ReadText());
    }

    public SourceFile File { get; }

    /// <summary>Its folder from the root.</summary>
    public string Folder => File.Folder;

    /// <summary>The folder below the root that it belongs to, which is what the arrows are drawn between.</summary>
    public string Area => Folder.Split('/')[0];

    public string AssemblyName => Property("AssemblyName") ?? Path.GetFileNameWithoutExtension(File.Name);

    public string RootNamespace => Property("RootNamespace") ?? AssemblyName;

    public IReadOnlyList<string> OfficialApis => Items("OfficialApi");

    public IReadOnlyList<string> PackageReferences => Items("PackageReference");

    /// <summary>The folders of the projects that it references, from the root.</summary>
    public IReadOnlyList<string> ReferencedFolders => [.. Items("ProjectReference").Select(Resolve)];

    public IEnumerable<string> Properties(string name) => _document.Descendants(name).Select(e => e.Value);

    public override string ToString() => File.RelativePath;

    private string? Property(string name) => Properties(name).FirstOrDefault();

    private string[] Items(string name) =>
        [.. _document.Descendants(name).Attributes("Include").SelectMany(a => a.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private string Resolve(string include)
    {
        string path = include.Replace("$(RepositoryRoot)", RepositoryRoot.FullPath, StringComparison.Ordinal).Replace('\\', '/');
        if (path.Contains("$(", StringComparison.Ordinal)) throw new NotSupportedException($"{File}: the project reference '{include}' cannot be followed.");
        string full = Path.GetFullPath(Path.Combine(RepositoryRoot.FullPath, Folder, path));
        return Path.GetDirectoryName(Path.GetRelativePath(RepositoryRoot.FullPath, full))!.Replace('\\', '/');
    }
}
