using System.Text.RegularExpressions;
using PlatformDeployer.Architecture.Tests.Repository;

namespace PlatformDeployer.Architecture.Tests.Arrows;

/// <summary>Arrows that only the source shows.</summary>
public sealed partial class SourceRuleTests
{
    [Fact]
    public void AppSource_HasNoConditionalCompilation()
    {
        IEnumerable<string> conditions = SourceTree.CSharp.Where(f => House.AppAreas.Any(f.IsIn)).SelectMany(f => Places(f, Condition()));
        Violations.AssertNone(conditions, "The two builds of the app are one source, without conditions:");
    }

    [Fact]
    public void EmbeddedSource_KnowsNothingOfPlatforms()
    {
        IEnumerable<string> mentions = SourceTree.CSharp.Where(f => f.IsIn("embedded") && !f.IsIn("embedded/Host")).SelectMany(f => Places(f, Product()));
        Violations.AssertNone(mentions, "The embedded runtime would run any Functions app, yet it mentions this one:");
    }

    [Fact]
    public void ProductSource_SetsNoFailpoint()
    {
        IEnumerable<string> places = SourceTree.CSharp.Where(f => !f.IsIn("tests")).SelectMany(f => Places(f, FailpointSet()));
        Violations.AssertNone(places, "Only a test may end a process at a failpoint:");
    }

    [Theory]
    [InlineData("new DurableLogOptions { Failpoint = Kill }", true)]
    [InlineData("options.Failpoint= name => Kill(name);", true)]
    [InlineData("_failpoint = options.Failpoint;", false)]
    [InlineData("public Action<string>? Failpoint { get; init; }", false)]
    public void FailpointSet_Line_IsFound(string line, bool expected) => Assert.Equal(expected, FailpointSet().IsMatch(line));

    [Theory]
    [InlineData("#if DEBUG", true)]
    [InlineData("  #elif NET", true)]
    [InlineData("// what #if would do", false)]
    public void Condition_Line_IsFound(string line, bool expected) => Assert.Equal(expected, Condition().IsMatch(line));

    private static IEnumerable<string> Places(SourceFile file, Regex pattern) =>
        file.ReadLines().Select((line, i) => (line, Number: i + 1)).Where(l => pattern.IsMatch(l.line)).Select(l => $"{file}:{l.Number}: {l.line.Trim()}");

    [GeneratedRegex(@"^\s*#\s*(if|elif|else)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Condition();

    [GeneratedRegex(@"\bFailpoint\s*=", RegexOptions.ExplicitCapture)]
    private static partial Regex FailpointSet();

    [GeneratedRegex("PlatformDeployer|Recursive Platform")]
    private static partial Regex Product();
}
