using PlatformDeployer.Architecture.Tests.Repository;

namespace PlatformDeployer.Architecture.Tests.Arrows;

/// <summary>References between projects go only where the arrows do.</summary>
public sealed class ProjectReferenceTests
{
    [Fact]
    public void ProjectReferences_OfEveryProject_FollowTheArrows()
    {
        Assert.Superset(House.AppAreas.ToHashSet(), House.Projects.Select(p => p.Area).ToHashSet());
        Violations.AssertNone(House.Projects.SelectMany(ReferenceRules.FindWrong), "These references go against the arrows:");
    }

    [Fact]
    public void PackageReferences_OfInnerProjects_AreFew()
    {
        Assert.Empty(House.Project("contracts").PackageReferences);
        Assert.Equal(["YamlDotNet"], House.Project("domain").PackageReferences);
        Assert.DoesNotContain(House.Project("orchestrations").PackageReferences, p => p.StartsWith("Azure.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("contracts", "domain")]
    [InlineData("domain", "orchestrations")]
    [InlineData("orchestrations", "azure")]
    [InlineData("orchestrations", "embedded/DurableTask")]
    [InlineData("azure", "orchestrations")]
    [InlineData("functions", "embedded/Host")]
    [InlineData("functions", "tests/functions")]
    [InlineData("embedded/Functions", "functions")]
    [InlineData("embedded/Functions", "embedded/Host")]
    [InlineData("newcomer", "contracts")]
    public void FindWrong_ReferenceAgainstAnArrow_IsFound(string from, string to) => Assert.NotEmpty(ReferenceRules.FindWrong(from, [to], []));

    [Theory]
    [InlineData("domain", "contracts")]
    [InlineData("functions", "azure")]
    [InlineData("embedded/Functions", "embedded/Storage")]
    [InlineData("embedded/Host", "functions")]
    [InlineData("tests/functions", "embedded/Host")]
    public void FindWrong_ReferenceAlongAnArrow_IsNotFound(string from, string to) => Assert.Empty(ReferenceRules.FindWrong(from, [to], []));

    [Theory]
    [InlineData("domain", "DurableTask")]
    [InlineData("orchestrations", "Tables")]
    [InlineData("azure", "Functions")]
    public void FindWrong_OfficialApiOfAnotherLayer_IsFound(string folder, string api) => Assert.NotEmpty(ReferenceRules.FindWrong(folder, [], [api]));
}
