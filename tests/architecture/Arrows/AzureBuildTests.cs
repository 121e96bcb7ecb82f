using System.Xml.Linq;
using PlatformDeployer.Architecture.Tests.OfficialApi;
using PlatformDeployer.Architecture.Tests.Repository;

namespace PlatformDeployer.Architecture.Tests.Arrows;

/// <summary>A build started in functions/ is the Azure build: the official packages, and nothing of the embedded runtime.</summary>
public sealed class AzureBuildTests
{
    private const string Azure = "-p:PlatformRuntime=azure";

    private static readonly ProjectFile Functions = House.Project("functions");

    [Fact]
    public void ResponseFile_SetsTheRuntimeForTheBuildAndForItsRestore()
    {
        IEnumerable<string> arguments = File.ReadLines(RepositoryRoot.Combine("functions/Directory.Build.rsp")).Where(l => l.Length > 0 && l[0] != '#');
        Assert.Equal([Azure, "-rp:PlatformRuntime=azure"], arguments);
    }

    [Fact]
    public async Task Functions_BuiltByItself_IsTheAzureBuild()
    {
        ProjectEvaluation evaluation = await ProjectEvaluation.RunAsync(Functions);
        Assert.Equal("azure", evaluation.Property("PlatformRuntime"));
    }

    [Fact]
    public async Task AzureBuild_ReferencesEveryListedPackageAndNoEmbeddedProject()
    {
        var packages = new HashSet<string>(StringComparer.Ordinal);
        foreach (ProjectFile project in House.App)
        {
            ProjectEvaluation evaluation = await ProjectEvaluation.RunAsync(project, Azure);
            packages.UnionWith(evaluation.Items("PackageReference"));
            Assert.DoesNotContain(evaluation.Items("ProjectReference"), r => r.Contains("embedded", StringComparison.Ordinal));
        }

        HashSet<string> versioned = [.. XDocument.Load(RepositoryRoot.Combine("Directory.Packages.props")).Descendants("PackageVersion").Select(e => e.Attribute("Include")!.Value)];
        Violations.AssertNone(packages.Except(versioned), "The Azure build references packages without a version:");
        Violations.AssertNone(ApiListing.All.Select(l => l.Package).Where(versioned.Contains).Except(packages), "The Azure build does not reference:");
        Assert.Contains("Microsoft.Azure.Functions.Worker.Sdk", packages);
    }

    [Fact]
    public async Task EmbeddedBuild_ReferencesNoListedPackage()
    {
        string[] listed = [.. ApiListing.All.Select(l => l.Package)];
        foreach (ProjectFile project in House.App)
        {
            ProjectEvaluation evaluation = await ProjectEvaluation.RunAsync(project, "-noAutoResponse");
            Assert.Equal("embedded", evaluation.Property("PlatformRuntime"));
            Violations.AssertNone(evaluation.Items("PackageReference").Intersect(listed), $"{project} references official packages in the embedded build:");
        }
    }

    [Fact]
    public async Task TwoBuilds_ShareNoFolder()
    {
        ProjectEvaluation azure = await ProjectEvaluation.RunAsync(Functions);
        ProjectEvaluation embedded = await ProjectEvaluation.RunAsync(Functions, "-noAutoResponse");
        string[] azureFolders = [.. Folders(azure)];
        Assert.DoesNotContain(Folders(embedded), e => azureFolders.Any(a => Overlap(a, e)));
    }

    private static IEnumerable<string> Folders(ProjectEvaluation evaluation) =>
        new[] { "BaseIntermediateOutputPath", "OutputPath" }.Select(name => Path.GetFullPath(Path.Combine(RepositoryRoot.FullPath, Functions.Folder, evaluation.Property(name))));

    private static bool Overlap(string one, string other) => one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal);
}
