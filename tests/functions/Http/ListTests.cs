using System.Text.Json;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Tests.Harness;

namespace PlatformDeployer.Functions.Tests.Http;

public sealed class ListTests
{
    [Fact]
    public async Task List_ByPages_ShowsEveryPlatformOnce()
    {
        var api = new ApiHarness();
        for (int i = 0; i < 25; i++) api.Add($"child{i:00}");
        List<string> seen = [];
        string? next = "/api/platforms?top=7&parentId=root";
        while (next is not null)
        {
            ApiAnswer answer = await api.GetAsync(next);
            Assert.Equal(200, answer.Status);
            seen.AddRange(answer.Json.GetProperty("value").EnumerateArray().Select(platform => platform.GetProperty("id").GetString()!));
            next = answer.Json.TryGetProperty("nextLink", out JsonElement link) ? Local(link.GetString()!) : null;
        }

        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"child{i:00}"), seen);
    }

    [Fact]
    public async Task List_Filters_AreAllApplied()
    {
        var api = new ApiHarness();
        PlatformRecord right = api.Add("right") with { Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "a=b", ["env"] = "x" } };
        api.Registry.Put(right);
        api.Registry.Put(api.Add("wrong") with { Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "a=b" } });
        ApiAnswer answer = await api.GetAsync("/api/platforms?name=right&state=active&template=basic&region=westeurope&parentId=root&generation=1&label=team=a%3Db&label=env=x");
        Assert.Equal("right", Assert.Single(answer.Json.GetProperty("value").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal("wrong", Assert.Single((await api.GetAsync("/api/platforms?name=wrong")).Json.GetProperty("value").EnumerateArray()).GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("top=0", "top")]
    [InlineData("top=1001", "top")]
    [InlineData("top=ten", "top")]
    [InlineData("top=1&top=2", "top")]
    [InlineData("state=Sleeping", "state")]
    [InlineData("state=3", "state")]
    [InlineData("generation=-1", "generation")]
    [InlineData("parentId=NO", "parentId")]
    [InlineData("name=", "name")]
    [InlineData("label=team", "label")]
    [InlineData("label=a=1&label=a=2", "label")]
    [InlineData("skipToken=abc", "skipToken")]
    [InlineData("skipToken=!!", "skipToken")]
    [InlineData("limit=5", "limit")]
    public async Task List_BadQuery_NamesTheParameter(string query, string parameter)
    {
        ApiAnswer answer = await new ApiHarness().GetAsync($"/api/platforms?{query}");
        answer.Problem(ProblemCodes.InvalidQuery);
        Assert.NotEmpty(answer.ErrorsOf(parameter));
    }

    [Fact]
    public async Task List_SeveralBadParameters_AreNamedAtOnce()
    {
        ApiAnswer answer = await new ApiHarness().GetAsync("/api/platforms?top=0&state=x&nmae=y");
        answer.Problem(ProblemCodes.InvalidQuery);
        Assert.Equal(["nmae", "state", "top"], answer.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
        Assert.Contains("'name'", answer.ErrorsOf("nmae")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_TokenOfOtherFilters_IsRefused()
    {
        var api = new ApiHarness();
        for (int i = 0; i < 3; i++) api.Add($"child{i}");
        string next = Local((await api.GetAsync("/api/platforms?top=1&state=Active")).Json.GetProperty("nextLink").GetString()!);
        (await api.GetAsync(next.Replace("Active", "Failed", StringComparison.Ordinal))).Problem(ProblemCodes.InvalidQuery);
        Assert.Equal(200, (await api.GetAsync(next.Replace("top=1", "top=2", StringComparison.Ordinal))).Status);
    }

    [Fact]
    public async Task Events_ByPages_AreAllThereLatestFirst()
    {
        var api = new ApiHarness();
        PlatformId id = api.Add("child").Id;
        for (int i = 0; i < 5; i++) await api.Events.AppendAsync(new PlatformEvent($"e{i}", id, DateTimeOffset.UnixEpoch.AddSeconds(i), "platform.active", "It is."), default);
        ApiAnswer first = await api.GetAsync("/api/platforms/child/events?top=3");
        ApiAnswer second = await api.GetAsync(Local(first.Json.GetProperty("nextLink").GetString()!));
        Assert.Equal(["e4", "e3", "e2", "e1", "e0"], first.Json.GetProperty("value").EnumerateArray().Concat(second.Json.GetProperty("value").EnumerateArray()).Select(happened => happened.GetProperty("id").GetString()));
        Assert.False(second.Json.TryGetProperty("nextLink", out _));
    }

    [Fact]
    public async Task Templates_List_ShowsParametersAndTiers()
    {
        var api = new ApiHarness();
        ApiAnswer first = await api.GetAsync("/api/templates?top=1");
        ApiAnswer second = await api.GetAsync(Local(first.Json.GetProperty("nextLink").GetString()!));
        JsonElement[] templates = [.. first.Json.GetProperty("value").EnumerateArray(), .. second.Json.GetProperty("value").EnumerateArray()];
        Assert.Equal(["basic", "soulfra"], templates.Select(template => template.GetProperty("name").GetString()));
        Assert.Equal(11, templates[1].GetProperty("tiers").GetArrayLength());
        Assert.NotEqual(0, templates[0].GetProperty("parameters").GetArrayLength());
    }

    [Fact]
    public async Task Templates_Get_FindsByNameAndVersion()
    {
        var api = new ApiHarness();
        string version = (await api.GetAsync("/api/templates/basic")).Json.GetProperty("version").GetString()!;
        Assert.Equal(200, (await api.GetAsync($"/api/templates/basic@{version}")).Status);
        (await api.GetAsync("/api/templates/basic@99.0.0")).Problem(ProblemCodes.TemplateNotFound);
        (await api.GetAsync("/api/templates/nothing")).Problem(ProblemCodes.TemplateNotFound);
    }

    private static string Local(string link)
    {
        Assert.StartsWith("http://own.test/api/", link, StringComparison.Ordinal);
        return link["http://own.test".Length..];
    }
}
