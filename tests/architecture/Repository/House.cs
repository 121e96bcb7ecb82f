using System.Reflection;

namespace PlatformDeployer.Architecture.Tests.Repository;

/// <summary>The projects of the tree, and their assemblies as they lie beside these tests.</summary>
internal static class House
{
    /// <summary>The app's areas, which both builds compile.</summary>
    public static IReadOnlyList<string> AppAreas { get; } = ["contracts", "domain", "orchestrations", "azure", "functions"];

    public static IReadOnlyList<ProjectFile> Projects { get; } =
        [.. SourceTree.Files.Where(f => f.RelativePath.EndsWith(".csproj", StringComparison.Ordinal)).Select(f => new ProjectFile(f))];

    public static IReadOnlyList<ProjectFile> App { get; } = [.. Projects.Where(p => AppAreas.Contains(p.Area))];

    public static IReadOnlyList<ProjectFile> Embedded { get; } = [.. Projects.Where(p => p.Area == "embedded")];

    public static ProjectFile Project(string folder) => Projects.Single(p => p.Folder == folder);

    public static string AssemblyPath(ProjectFile project) => Path.Combine(AppContext.BaseDirectory, project.AssemblyName + ".dll");

    public static Assembly Load(ProjectFile project) => Assembly.Load(new AssemblyName(project.AssemblyName));

    /// <summary>The project whose folder holds a file; null for a file of none, such as one that several link.</summary>
    public static ProjectFile? Owner(SourceFile file) => Projects.Where(p => file.IsIn(p.Folder)).MaxBy(p => p.Folder.Length);
}
