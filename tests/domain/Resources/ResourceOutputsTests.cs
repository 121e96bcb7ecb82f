using System.Text.Json.Nodes;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Domain.Tests.Resources;

public sealed class ResourceOutputsTests
{
    private static readonly Dictionary<string, JsonNode?> Outputs = new(StringComparer.Ordinal)
    {
        ["identity"] = JsonNode.Parse("""{ "properties": { "principalId": "abc", "count": 3, "flag": true, "list": ["x", { "y": "z" }], "nothing": null } }"""),
        ["cache/redis"] = JsonNode.Parse("""{ "properties": { "port": 6380 } }"""),
        ["silent"] = null,
    };

    [Theory]
    [InlineData("\"${outputs.identity.properties.principalId}\"", "\"abc\"")]
    [InlineData("\"${outputs.identity.properties.count}\"", "3")]
    [InlineData("\"n=${outputs.identity.properties.count}, f=${outputs.identity.properties.flag}\"", "\"n=3, f=true\"")]
    [InlineData("\"${outputs.identity.properties.list}\"", "[\"x\",{\"y\":\"z\"}]")]
    [InlineData("\"${outputs.identity.properties.list[1].y}\"", "\"z\"")]
    [InlineData("\"${outputs.cache/redis.properties.port}\"", "6380")]
    [InlineData("\"$${outputs.identity.properties.count}\"", "\"${outputs.identity.properties.count}\"")]
    [InlineData("[{\"a\":\"${outputs.identity.properties.flag}\"},7,null]", "[{\"a\":true},7,null]")]
    [InlineData("\"costs $5\"", "\"costs $5\"")]
    public void Resolve_Body_GetsTheValues(string value, string expected) =>
        Assert.Equal(expected, ResourceOutputs.Resolve(Graphs.WithBody($$"""{"v":{{value}}}"""), Outputs)["v"]!.ToJsonString());

    [Theory]
    [InlineData("${outputs.other.id}", "'me' needs ${outputs.other.id}, and the outputs of 'other' are not known.")]
    [InlineData("${outputs.silent.id}", "'me' needs ${outputs.silent.id}, and 'silent' has no such output.")]
    [InlineData("${outputs.identity.properties.nothing}", "'me' needs ${outputs.identity.properties.nothing}, and 'identity' has no such output.")]
    [InlineData("${outputs.identity.properties.list[2]}", "'me' needs ${outputs.identity.properties.list[2]}, and 'identity' has no such output.")]
    [InlineData("-${outputs.identity.properties}", "'me' puts ${outputs.identity.properties} into a text, but it is a list or an object.")]
    [InlineData("${platform.id}", "The body of 'me' cannot be resolved: '${platform.id}' is not an output.")]
    [InlineData("${outputs.identity", "The body of 'me' cannot be resolved: This expression has no closing '}'.")]
    public void Resolve_MissingOutput_SaysWhich(string value, string message) =>
        Assert.Equal(message, Assert.Throws<ResourceGraphException>(() => ResourceOutputs.Resolve(Graphs.WithBody($$"""{"v":"{{value}}"}"""), Outputs)).Message);

    [Fact]
    public void Resolve_Twice_LeavesTheNodeAsItWas()
    {
        ResourceNode node = Graphs.WithBody("""{"v":"${outputs.identity.properties.list}"}""");
        string before = node.Body.ToJsonString();

        ResourceOutputs.Resolve(node, Outputs)["v"]!.AsArray().Clear();

        Assert.Equal(before, node.Body.ToJsonString());
        Assert.Equal(2, ResourceOutputs.Resolve(node, Outputs)["v"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("westeurope", """{"v":1,"location":"westeurope"}""")]
    [InlineData(null, """{"v":1}""")]
    public void Resolve_Location_IsSentWithTheBody(string? location, string expected) =>
        Assert.Equal(expected, ResourceOutputs.Resolve(Graphs.WithBody("""{"v":1}""") with { Location = location }, Outputs).ToJsonString());

    [Fact]
    public void Needed_Body_NamesItsSourcesOnce() =>
        Assert.Equal(["a", "b/c"], ResourceOutputs.Needed(Graphs.WithBody("""{"v":["${outputs.b/c.id}","${outputs.a.id}${outputs.a.x}","$${outputs.d.id}"]}""")));
}
