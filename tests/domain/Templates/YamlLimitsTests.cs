using System.Text;
using PlatformDeployer.Domain.Templates;

namespace PlatformDeployer.Domain.Tests.Templates;

public sealed class YamlLimitsTests
{
    [Fact]
    public void Load_AliasesThatGrowWithoutBound_AreRefused()
    {
        StringBuilder bomb = new("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 30; level++)
        {
            string before = $"*a{level - 1}";
            bomb.AppendLine($"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat(before, 10))}]");
        }

        Assert.Contains("at most 50000 nodes", Refusal(bomb.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_AliasesWithinBounds_AreWrittenOut()
    {
        string text = Sample.WithResource("""
            - key: one
              type: Microsoft.Network/networkSecurityGroups
              apiVersion: 2024-05-01
              properties: &rules { securityRules: [] }
            - key: two
              type: Microsoft.Network/networkSecurityGroups
              apiVersion: 2024-05-01
              properties: *rules
            """);
        PlatformTemplate template = Sample.Load(text);

        Domain.Resources.ResourceGraph graph = TemplateCompiler.Compile(template, Sample.Inputs(template));

        Assert.Equal(graph.Node("one").Body["properties"]!.ToJsonString(), graph.Node("two").Body["properties"]!.ToJsonString());
    }

    [Theory]
    [InlineData(63, false)]
    [InlineData(65, true)]
    [InlineData(20_000, true)]
    public void Load_Nesting_IsBounded(int depth, bool isRefused)
    {
        string text = $"deep: {new string('[', depth)}{new string(']', depth)}";

        Assert.Equal(isRefused, Refusal(text).Contains("at most 64 deep", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_LargeFile_IsRefused() => Assert.Contains("larger than", Refusal("# " + new string('x', 1024 * 1024)), StringComparison.Ordinal);

    [Fact]
    public void Load_SecondDocument_IsRefused() => Assert.Contains("a second document", Refusal("a: 1\n---\nb: 2\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("# nothing")]
    public void Load_EmptyFile_IsRefused(string text) => Assert.Contains("The file is empty", Refusal(text), StringComparison.Ordinal);

    private static string Refusal(string text) => Assert.Throws<TemplateException>(() => TemplateLibrary.Load([("a.yaml", text)])).Message;
}
