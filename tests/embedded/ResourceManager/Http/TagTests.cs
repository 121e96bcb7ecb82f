using Embedded.ResourceManager.Tests.Resources;
using System.Text.Json.Nodes;

namespace Embedded.ResourceManager.Tests.Http;

public sealed class TagTests
{
    private static readonly ModelTarget Identity = ModelTarget.InGroup("rg").Single(target => target.Id.Contains("Identity", StringComparison.Ordinal));

    [Theory]
    [InlineData("""{"operation":"Merge","properties":{"tags":{"b":"3","c":"4"}}}""", "a=1 b=3 c=4")]
    [InlineData("""{"operation":"Replace","properties":{"tags":{"c":"4"}}}""", "c=4")]
    [InlineData("""{"operation":"Delete","properties":{"tags":{"a":"1","b":"other"}}}""", "b=2")]
    public async Task Patch_OfTags_DoesWhatItsOperationSays(string patch, string expected)
    {
        await using ArmFixture arm = await StartAsync();
        Assert.Equal(200, (await arm.SendAsync("PATCH", $"{Identity.Id}/providers/Microsoft.Resources/tags/default", patch, "2021-04-01")).Status);
        await arm.CrashAsync();
        Assert.Equal(expected, await TagsAsync(arm));
    }

    [Fact]
    public async Task Patch_OfTags_WithAnotherOperation_IsRefused()
    {
        await using ArmFixture arm = await StartAsync();
        (int status, JsonNode? body, _) = await arm.SendAsync(
            "PATCH", $"{Identity.Id}/providers/Microsoft.Resources/tags/default", """{"operation":"Add"}""", "2021-04-01");
        Assert.Equal((400, "InvalidTagsPatchOperation"), (status, body!["error"]!["code"]!.GetValue<string>()));
        Assert.Equal("a=1 b=2", await TagsAsync(arm));
    }

    [Fact]
    public async Task Patch_OfAResource_ChangesItsTagsAndNothingElse()
    {
        await using ArmFixture arm = await StartAsync();
        JsonNode before = (await arm.SendAsync("GET", Identity.Id, apiVersion: Identity.ApiVersion)).Body!;
        (int status, JsonNode? after, _) = await arm.SendAsync("PATCH", Identity.Id, """{"tags":{"b":null,"c":"4"}}""", Identity.ApiVersion);
        Assert.Equal(200, status);
        Assert.Equal("a=1 c=4", await TagsAsync(arm));
        Assert.True(JsonNode.DeepEquals(before["properties"], after!["properties"]));
        Assert.Equal(1, arm.Manager.CreationsOf(Identity.Id));
    }

    [Theory]
    [InlineData("""{"a/b":"1"}""", "InvalidTagNameCharacters")]
    [InlineData("""{"a":1}""", "InvalidRequestContent")]
    public async Task Put_WithTagsThatAreNotAllowed_IsRefused(string tags, string code)
    {
        await using ArmFixture arm = await StartAsync();
        string body = $$"""{"location":"westeurope","tags":{{tags}}}""";
        (int status, JsonNode? answer, _) = await arm.SendAsync("PUT", Identity.Id, body, Identity.ApiVersion);
        Assert.Equal((400, code), (status, answer!["error"]!["code"]!.GetValue<string>()));
    }

    private static async Task<ArmFixture> StartAsync()
    {
        ArmFixture arm = await ArmFixture.StartAsync();
        await arm.GroupAsync();
        await arm.PutAsync(Identity.Id, Identity.ApiVersion, """{"location":"westeurope","tags":{"a":"1","b":"2"}}""");
        return arm;
    }

    private static async Task<string> TagsAsync(ArmFixture arm)
    {
        JsonNode tags = (await arm.SendAsync("GET", Identity.Id, apiVersion: Identity.ApiVersion)).Body!["tags"]!;
        return string.Join(' ', tags.AsObject().Select(tag => $"{tag.Key}={tag.Value!.GetValue<string>()}"));
    }
}
