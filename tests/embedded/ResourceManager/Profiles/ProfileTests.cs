using Embedded.ResourceManager.Profiles;
using Embedded.ResourceManager.Providers;

namespace Embedded.ResourceManager.Tests.Profiles;

public sealed class ProfileTests
{
    [Theory]
    [InlineData("{", "cannot be read")]
    [InlineData("null", "is null")]
    [InlineData("""{"colour":1}""", "colour")]
    [InlineData("""{"latencyMilliseconds":{"min":5,"mode":1,"max":9}}""", "0 <= min <= mode <= max")]
    [InlineData("""{"timings":[{"type":"a/b","create":{"min":-1}}]}""", "timings of 'a/b'")]
    [InlineData("""{"timings":[{"retryAfterMilliseconds":-5}]}""", "retryAfterMilliseconds")]
    [InlineData("""{"operationRetentionSeconds":0}""", "operationRetentionSeconds")]
    [InlineData("""{"faults":[{"kind":"Explode"}]}""", "cannot be read")]
    [InlineData("""{"faults":[{"kind":"Status","probability":2}]}""", "between 0 and 1")]
    [InlineData("""{"faults":[{"kind":"Status","status":200}]}""", "between 400 and 599")]
    [InlineData("""{"faults":[{"kind":"Hang","hangSeconds":-1}]}""", "hangSeconds")]
    [InlineData("""{"faults":[null]}""", "null")]
    [InlineData("""{"timings":null}""", "null")]
    public void Parse_OfAWrongFile_SaysWhatIsWrong(string json, string expected)
    {
        InvalidDataException e = Assert.Throws<InvalidDataException>(() => ResourceManagerProfile.Parse(json, "my.json"));
        Assert.Contains("my.json", e.Message, StringComparison.Ordinal);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_OfAFile_ReadsItsTimingsAndFaults()
    {
        ResourceManagerProfile profile = ResourceManagerProfile.Parse(
            """
            { // a slow afternoon
              "name": "slow", "latencyMilliseconds": { "min": 1, "mode": 2, "max": 3 },
              "timings": [{ "type": "Microsoft.Web/*", "create": { "min": 10, "mode": 20, "max": 30 } }],
              "faults": [{ "kind": "Status", "methods": ["PUT"], "status": 429, "probability": 0.5 }],
            }
            """,
            "slow.json");
        Assert.Equal(20, profile.TimingOf("microsoft.web/sites").Create.Mode);
        Assert.True(Assert.Single(profile.Faults).Matches("put", "Microsoft.Web/sites", attempt: 1));
        Assert.False(profile.Faults[0].Matches("GET", "Microsoft.Web/sites", attempt: 1));
    }

    [Fact]
    public void Load_OfANameThatIsNoFile_NamesTheProfiles()
        => Assert.Contains("fast, realistic", Assert.Throws<InvalidDataException>(() => ResourceManagerProfile.Load("swift")).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("fast")]
    [InlineData("realistic")]
    public void Load_OfABuiltInProfile_HasATimingForEveryType(string name)
    {
        ResourceManagerProfile profile = ResourceManagerProfile.Load(name);
        foreach (ResourceSchema schema in new ProviderRegistry().Providers.SelectMany(provider => provider.Types))
            Assert.True(profile.TimingOf(schema.Type.ToString()).Create.Max > 0, schema.Type.ToString());
    }

    [Fact]
    public void Duration_AtAnyPoint_LiesWithinItsRange()
        => Assert.All(Enumerable.Range(0, 1_001).Select(n => new DurationRange(18, 22, 30).At(n / 1_000.0).TotalMilliseconds),
            ms => Assert.InRange(ms, 18, 30));
}
