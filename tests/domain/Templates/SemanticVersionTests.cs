using PlatformDeployer.Domain.Templates;

namespace PlatformDeployer.Domain.Tests.Templates;

public sealed class SemanticVersionTests
{
    [Fact]
    public void Precedence_TheSpecificationsOwnExample_IsInOrder()
    {
        string[] ordered = ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.1.0", "1.10.0", "2.0.0"];

        Assert.Equal(ordered, ordered.Reverse().Select(SemanticVersion.Parse).Order(SemanticVersion.Precedence).Select(version => version.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.0")]
    [InlineData("01.0.0")]
    [InlineData("1.0.0.0")]
    [InlineData("v1.0.0")]
    [InlineData("1.0.0-")]
    [InlineData("1.0.0-01")]
    [InlineData("1.0.0+build")]
    [InlineData("1.0.99999999999")]
    [InlineData("1.0.0\n")]
    [InlineData(null)]
    public void TryParse_NotAVersion_Refuses(string? text) => Assert.False(SemanticVersion.TryParse(text, out _));

    [Theory]
    [InlineData("basic", "basic", null)]
    [InlineData("basic@1.2.0-rc.1", "basic", "1.2.0-rc.1")]
    public void TryParse_Reference_HasNameAndVersion(string text, string name, string? version)
    {
        TemplateReference reference = TemplateReference.Parse(text);

        Assert.Equal((name, version, text), (reference.Name, reference.Version?.ToString(), reference.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("@1.0.0")]
    [InlineData("basic@")]
    [InlineData("basic@latest")]
    [InlineData("Basic")]
    [InlineData("basic@1.0.0@1.0.0")]
    public void Parse_NotAReference_Throws(string text) => Assert.Throws<FormatException>(() => TemplateReference.Parse(text));
}
