using PlatformDeployer.Domain.Resources;
using PlatformDeployer.Domain.Templates;

namespace PlatformDeployer.Domain.Tests.Templates;

public sealed class TemplateLibraryTests
{
    private const string Above = """
        name: larger
        version: 1.0.0
        description: Lies over tiny.
        extends: tiny@1.0.0
        parameters:
          kind: { type: string, description: d, default: functionapp }
        tiers:
          - level: 0
            service: changed
            resources:
              - key: site
                type: Microsoft.Web/sites
                apiVersion: 2024-04-01
                kind: ${parameters.kind}
              - key: rules
                type: Microsoft.Network/networkSecurityGroups
                apiVersion: 2024-05-01
          - level: -1
            name: lower
            service: s
            description: d
            healthCheck: { kind: resource, resource: rules }
        """;

    [Fact]
    public void Find_WithoutVersion_TakesTheLatestRelease()
    {
        TemplateLibrary library = TemplateLibrary.Load(new[] { "1.9.0", "1.10.0", "2.0.0-rc.1", "1.2.0" }.Select(version => (version + ".yaml", Version(version))));

        Assert.Equal("1.10.0", library.Find(TemplateReference.Parse("tiny"))!.Version.ToString());
        Assert.Equal("1.2.0", library.Find(TemplateReference.Parse("tiny@1.2.0"))!.Version.ToString());
        Assert.Equal("2.0.0-rc.1", library.Find(TemplateReference.Parse("tiny@2.0.0-rc.1"))!.Version.ToString());
        Assert.Null(library.Find(TemplateReference.Parse("tiny@3.0.0")));
        Assert.Null(library.Find(TemplateReference.Parse("other")));
        Assert.Equal(["2.0.0-rc.1", "1.10.0", "1.9.0", "1.2.0"], library.Templates.Select(template => template.Version.ToString()));
        Assert.Equal(["tiny"], library.Names);
    }

    [Fact]
    public void Find_OnlyPrereleases_TakesTheLatestOfThem() =>
        Assert.Equal(
            "2.0.0-rc.1",
            TemplateLibrary.Load([("a", Version("2.0.0-beta")), ("b", Version("2.0.0-rc.1"))]).Find(TemplateReference.Parse("tiny"))!.Version.ToString());

    [Fact]
    public void Load_Extends_LaysOneOverTheOther()
    {
        PlatformTemplate template = TemplateLibrary.Load([("a.yaml", Above), ("b.yaml", Sample.Minimal)]).Find(TemplateReference.Parse("larger"))!;

        ResourceGraph graph = TemplateCompiler.Compile(template, Sample.Inputs(template));

        Assert.Equal(["package", "rules", "site"], graph.Nodes.Select(node => node.Key).Order(StringComparer.Ordinal));
        Assert.Equal("functionapp", graph.Node("site").Body["kind"]!.GetValue<string>());
        Assert.Equal(("platform", "changed"), (template.Tiers[0].Name, template.Tiers[0].Service));
        Assert.Equal(HealthCheckKind.Http, template.Tiers[0].HealthCheck.Kind);
        Assert.Equal("tiny@1.0.0", template.Extends);
    }

    [Fact]
    public void Load_CircleOfExtends_IsReportedInEachFile()
    {
        string one = Version("1.0.0").Replace("description: The least", "extends: tiny@2.0.0\ndescription: The least", StringComparison.Ordinal);
        string two = Version("2.0.0").Replace("description: The least", "extends: tiny@1.0.0\ndescription: The least", StringComparison.Ordinal);

        TemplateException thrown = Assert.Throws<TemplateException>(() => TemplateLibrary.Load([("1.yaml", one), ("2.yaml", two)]));

        Assert.All(thrown.Errors, error => Assert.Contains("circle", error.Message, StringComparison.Ordinal));
        Assert.Equal(["1.yaml", "2.yaml"], thrown.Errors.Select(error => error.File).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Load_FolderWithoutTemplates_SaysSo() =>
        Assert.Contains("no template", Assert.Throws<TemplateException>(() => TemplateFolder.Load(["readme.md"], _ => "")).Message, StringComparison.Ordinal);

    [Fact]
    public void Load_Folder_ReadsYamlFilesOnly()
    {
        List<string> read = [];
        TemplateFolder.Load(["x/b.yml", "x/readme.md", "x/a.yaml"], name =>
        {
            read.Add(name);
            return Version(name is "x/a.yaml" ? "1.0.0" : "2.0.0");
        });

        Assert.Equal(["x/a.yaml", "x/b.yml"], read);
    }

    private static string Version(string version) => Sample.Minimal.Replace("version: 1.0.0", $"version: {version}", StringComparison.Ordinal);
}
