using System.Text.Json;
using PlatformDeployer.Domain.Lineage;

namespace PlatformDeployer.Domain.Tests.Lineage;

public sealed class PlatformNameTests
{
    [Theory]
    [InlineData("abc", true)]
    [InlineData("a-b", true)]
    [InlineData("a12", true)]
    [InlineData("ab", false)]
    [InlineData("1ab", false)]
    [InlineData("ab-", false)]
    [InlineData("-ab", false)]
    [InlineData("aBc", false)]
    [InlineData("a_c", false)]
    [InlineData("abc\n", false)]
    [InlineData("äbc", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void TryParse_Text_FollowsTheRule(string? text, bool isName) => Assert.Equal(isName, PlatformName.TryParse(text, out _));

    [Theory]
    [InlineData(40, true)]
    [InlineData(41, false)]
    public void TryParse_Length_IsBounded(int length, bool isName) => Assert.Equal(isName, PlatformName.TryParse(new string('a', length), out _));

    [Fact]
    public void Parse_BadName_SaysTheRule() =>
        Assert.Contains(PlatformName.Pattern, Assert.Throws<FormatException>(() => PlatformName.Parse("No!")).Message, StringComparison.Ordinal);

    [Fact]
    public void Json_Name_IsText()
    {
        Assert.Equal("\"acme\"", JsonSerializer.Serialize(PlatformName.Parse("acme")));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<PlatformName>("7"));
    }
}
