using Embedded.ResourceManager.Tests.Resources;
using System.Text.Json.Nodes;

namespace Embedded.ResourceManager.Tests.Http;

public sealed class ListTests
{
    private const string Subscription = $"/subscriptions/{ArmFixture.Subscription}";

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Pages_FollowedByNextLink_GiveEveryResourceOnce(int top)
    {
        await using ArmFixture arm = await StartAsync();
        List<string> names = [];
        string? next = $"{Subscription}/resources?$top={top}&api-version=2021-04-01";
        while (next is not null)
        {
            (int status, JsonNode? page, _) = await arm.SendAsync("GET", next, apiVersion: string.Empty);
            Assert.Equal(200, status);
            string[] here = [.. page!["value"]!.AsArray().Select(one => one!["name"]!.GetValue<string>())];
            Assert.InRange(here.Length, 1, top);
            names.AddRange(here);
            next = page["nextLink"] is { } link ? new Uri(link.GetValue<string>()).PathAndQuery : null;
        }

        Assert.Equal(["ida0", "ida1", "ida2", "idb0", "idb1", "idb2", "net"], names);
    }

    [Theory]
    [InlineData("resourceType eq 'Microsoft.Network/virtualNetworks'", "net")]
    [InlineData("tagName eq 'team'", "ida0 ida1 ida2")]
    [InlineData("tagName eq 'team' and tagValue eq 'red'", "ida1")]
    [InlineData("resourceGroup eq 'B'", "idb0 idb1 idb2 net")]
    [InlineData("resourceGroup eq 'b' and name eq 'idb1'", "idb1")]
    [InlineData("location eq 'West Europe' and name eq 'net'", "net")]
    [InlineData("name eq 'it''s'", "")]
    public async Task Filter_OfResources_KeepsThoseThatMatch(string filter, string expected)
    {
        await using ArmFixture arm = await StartAsync();
        (_, JsonNode? page, _) = await arm.SendAsync("GET", $"{Subscription}/resources?$filter={Uri.EscapeDataString(filter)}", apiVersion: "2021-04-01");
        Assert.Equal(expected, string.Join(' ', page!["value"]!.AsArray().Select(one => one!["name"]!.GetValue<string>())));
    }

    [Theory]
    [InlineData("$filter=name ne 'a'", "InvalidFilterInQueryString")]
    [InlineData("$filter=colour eq 'a'", "InvalidFilterInQueryString")]
    [InlineData("$filter=substringof('a', name)", "InvalidFilterInQueryString")]
    [InlineData("$top=0", "InvalidTopInQueryString")]
    [InlineData("$top=x", "InvalidTopInQueryString")]
    [InlineData("$skiptoken=%25", "InvalidSkipToken")]
    public async Task Query_ThatIsNotUnderstood_IsRefusedAndNotIgnored(string query, string code)
    {
        await using ArmFixture arm = await ArmFixture.StartAsync();
        (int status, JsonNode? body, _) = await arm.SendAsync("GET", $"{Subscription}/resources?{query}", apiVersion: "2021-04-01");
        Assert.Equal((400, code), (status, body!["error"]!["code"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Groups_ListedByTag_AreThoseThatHaveIt()
    {
        await using ArmFixture arm = await StartAsync();
        (_, JsonNode? page, _) = await arm.SendAsync("GET", $"{Subscription}/resourcegroups?$filter=tagName eq 'kind'", apiVersion: "2021-04-01");
        Assert.Equal("b", Assert.Single(page!["value"]!.AsArray())!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Collection_OfAType_GivesThoseInItsScope()
    {
        await using ArmFixture arm = await StartAsync();
        string path = $"{Subscription}/resourceGroups/a/providers/Microsoft.ManagedIdentity/userAssignedIdentities";
        (_, JsonNode? page, _) = await arm.SendAsync("GET", path, apiVersion: "2023-01-31");
        Assert.Equal(3, page!["value"]!.AsArray().Count);
    }

    private static async Task<ArmFixture> StartAsync()
    {
        ArmFixture arm = await ArmFixture.StartAsync();
        await arm.SendAsync("PUT", $"{Subscription}/resourceGroups/a", """{"location":"westeurope"}""");
        await arm.SendAsync("PUT", $"{Subscription}/resourceGroups/b", """{"location":"westeurope","tags":{"kind":"test"}}""");
        for (int i = 0; i < 3; i++)
        {
            string tags = i == 1 ? """{"team":"red"}""" : """{"team":"blue"}""";
            await IdentityAsync(arm, "a", $"ida{i}", tags);
            await IdentityAsync(arm, "b", $"idb{i}", "{}");
        }

        ModelTarget network = ModelTarget.InGroup("b").Single(target => target.Id.Contains("Network", StringComparison.Ordinal));
        await arm.PutAsync(network.Id, network.ApiVersion, network.Body(1));
        return arm;
    }

    private static Task IdentityAsync(ArmFixture arm, string group, string name, string tags)
        => arm.PutAsync(
            $"{Subscription}/resourceGroups/{group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}",
            "2023-01-31",
            $$"""{"location":"westeurope","tags":{{tags}}}""");
}
