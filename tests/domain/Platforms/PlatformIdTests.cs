using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Domain.Tests.Platforms;

public sealed class PlatformIdTests
{
    [Theory]
    [InlineData("root")]
    [InlineData("pabcdefghijk2")]
    [InlineData("abc")]
    public void TryParse_AnId_IsRead(string text)
    {
        Assert.True(PlatformId.TryParse(text, out PlatformId id));
        Assert.Equal(text, id.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("1abc")]
    [InlineData("Abc")]
    [InlineData("a-b-c")]
    [InlineData("abcdefghijklmnopq")]
    [InlineData("a/b")]
    [InlineData("abc\n")]
    public void TryParse_SomethingElse_IsRefused(string? text) => Assert.False(PlatformId.TryParse(text, out _));

    [Fact]
    public void FromRandom_AnyBytes_GivesAnIdThatReadsBack() => Prop.ForAll<byte[]>(
        ArbMap.Default.ArbFor<byte[]>().Filter(bytes => bytes.Length >= 12),
        bytes => PlatformId.TryParse(PlatformId.FromRandom(bytes).Value, out PlatformId id) && id == PlatformId.FromRandom(bytes)).QuickCheckThrowOnFailure();

    [Fact]
    public void Json_RoundTrips_AsAString()
    {
        PlatformId id = PlatformId.Parse("root");

        Assert.Equal("\"root\"", JsonSerializer.Serialize(id));
        Assert.Equal(id, JsonSerializer.Deserialize<PlatformId>("\"root\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<PlatformId>("\"a/b\""));
    }
}
