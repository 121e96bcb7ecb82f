using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PlatformDeployer.Domain.Configuration;
using PlatformDeployer.Domain.Resources;
using PlatformDeployer.Domain.Templates;

namespace PlatformDeployer.Domain.Tests.Templates;

/// <summary>The example in docs/templates.md is a template, and what the page says of it is so.</summary>
public sealed class DocumentedExampleTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "templates.md")).ReplaceLineEndings("\n");

    private static readonly string Example = Regex.Match(Page, "```yaml\n(?<example>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["example"].Value;

    [Fact]
    public void Compile_DocumentedExample_StandsOnBasic()
    {
        PlatformTemplate template = Load(Example);
        Dictionary<string, JsonNode?> parameters = new(StringComparer.Ordinal) { ["keepDays"] = 30 };

        ResourceGraph graph = TemplateCompiler.Compile(template, Sample.Inputs(template, parameters));

        Assert.Equal([-1, 0], graph.Tiers.Select(tier => tier.Level));
        Assert.Contains(graph.Nodes, node => node.Key is "site");
        Assert.DoesNotContain(graph.Nodes, node => node.Key is "archive/alarm");
        Assert.Equal(["archive/store", "identity"], graph.Node("archive/writer").BoundTo);
        Assert.Equal("""{"keepDays":"30 days","owner":"/root/acme"}""", graph.Node("archive/reports").Body["properties"]!["metadata"]!.ToJsonString());
        Assert.Equal(60, graph.Node("logs").Body["properties"]!["retentionInDays"]!.GetValue<int>());
    }

    [Fact]
    public void Resolve_DocumentedExample_NeedsWhatThePageSays() =>
        Assert.Equal("parameters.keepDays", Assert.Single(ConfigurationResolver.Resolve(Load(Example), null, null).Errors).Field);

    [Fact]
    public void Load_DocumentedMistake_IsReportedAsThePageShows()
    {
        string shown = Regex.Match(Page, "```text\n(?<error>.*?)\n```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["error"].Value;

        TemplateException thrown = Assert.Throws<TemplateException>(() => Load(Example.Replace("${names.archive/store}", "${names.archive/stor}", StringComparison.Ordinal)));

        Assert.Equal(shown, Assert.Single(thrown.Errors).ToString());
    }

    private static PlatformTemplate Load(string example) =>
        TemplateLibrary.Load([("reports.yaml", example), ("basic.yaml", File.ReadAllText(Path.Combine(Sample.TemplatesFolder, "basic.yaml")))])
            .Find(TemplateReference.Parse("reports"))!;
}
