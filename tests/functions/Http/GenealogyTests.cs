using System.Text.Json;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Tests.Harness;

namespace PlatformDeployer.Functions.Tests.Http;

public sealed class GenealogyTests
{
    [Fact]
    public async Task Tree_OfAThousandGenerations_IsWhole()
    {
        var api = new ApiHarness();
        PlatformRecord? parent = null;
        for (int i = 1; i <= 1000; i++) parent = api.Add($"p{i:0000}", parent: parent);
        JsonElement node = (await api.GetAsync("/api/platforms/root/tree")).Json;
        int depth = 0;
        while (node.GetProperty("children").GetArrayLength() == 1)
        {
            node = node.GetProperty("children")[0];
            depth++;
        }

        Assert.Equal((1000, "p1000", 1000), (depth, node.GetProperty("id").GetString(), node.GetProperty("generation").GetInt32()));
    }

    [Fact]
    public async Task Tree_Children_StandByNameAndOnlyIfTheyLive()
    {
        var api = new ApiHarness();
        PlatformRecord child = api.Add("child", name: "mmm");
        api.Add("zzz");
        api.Add("aaa");
        api.Add("retired", PlatformState.Retired);
        api.Add("below", parent: child);
        JsonElement tree = (await api.GetAsync("/api/platforms/root/tree")).Json;
        Assert.Equal(["aaa", "mmm", "zzz"], tree.GetProperty("children").EnumerateArray().Select(platform => platform.GetProperty("name").GetString()));
        JsonElement middle = tree.GetProperty("children")[1];
        Assert.Equal(("Active", "Unknown", "http://child.test/", "/root/mmm"), (
            middle.GetProperty("state").GetString(), middle.GetProperty("health").GetString(), middle.GetProperty("endpoint").GetString(), middle.GetProperty("path").GetString()));
        Assert.Equal("below", Assert.Single(middle.GetProperty("children").EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Tree_NameUsedAgain_KeepsThePlatformsApart()
    {
        var api = new ApiHarness();
        PlatformRecord old = api.Add("old", PlatformState.Retired, name: "acme");
        api.Add("oldchild", PlatformState.Retired, parent: old);
        PlatformRecord now = api.Add("now", name: "acme");
        api.Add("nowchild", parent: now);
        JsonElement child = Assert.Single((await api.GetAsync("/api/platforms/root/tree")).Json.GetProperty("children").EnumerateArray());
        Assert.Equal("now", child.GetProperty("id").GetString());
        Assert.Equal("nowchild", Assert.Single(child.GetProperty("children").EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Tree_ParentNotKnownYet_StandsUnderTheNearestThatIs()
    {
        var api = new ApiHarness();
        PlatformRecord child = api.Add("child");
        PlatformRecord between = api.Add("between", parent: child);
        api.Add("last", parent: between);
        await api.Registry.ForgetAsync(between.Id, default);
        JsonElement tree = (await api.GetAsync("/api/platforms/root/tree")).Json;
        Assert.Equal("last", tree.GetProperty("children")[0].GetProperty("children")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Ancestors_OfADescendant_RunFromTheRoot()
    {
        var api = new ApiHarness();
        PlatformRecord? parent = null;
        for (int i = 1; i <= 12; i++) parent = api.Add($"gen{i:00}", parent: parent);
        ApiAnswer answer = await api.GetAsync("/api/platforms/gen12/ancestors");
        string[] ids = [.. answer.Json.GetProperty("value").EnumerateArray().Select(ancestor => ancestor.GetProperty("id").GetString()!)];
        Assert.Equal(["root", .. Enumerable.Range(1, 11).Select(i => $"gen{i:00}")], ids);
    }

    [Fact]
    public async Task Ancestors_OfAChildItself_AreInItsCharter()
    {
        var api = new ApiHarness(asChild: true);
        await api.SendAsync("PUT", "/api/links/spawning", "{\"platformId\":\"self\",\"enabled\":true}"u8.ToArray());
        JsonElement root = Assert.Single((await api.GetAsync("/api/platforms/self/ancestors")).Json.GetProperty("value").EnumerateArray());
        Assert.Equal(("root", "http://root.test/"), (root.GetProperty("id").GetString(), root.GetProperty("endpoint").GetString()));
    }

    [Fact]
    public async Task Get_IfNoneMatch_IsNotModified()
    {
        var api = new ApiHarness();
        api.Add("child");
        ApiAnswer answer = await api.GetAsync("/api/platforms/child");
        string etag = answer.Headers.ETag.ToString();
        Assert.Equal(etag, answer.Json.GetProperty("etag").GetString());
        ApiAnswer again = await api.GetAsync("/api/platforms/child", ("If-None-Match", etag));
        Assert.Equal((304, 0), (again.Status, again.Body.Length));
        Assert.Equal(200, (await api.GetAsync("/api/platforms/child", ("If-None-Match", "\"other\""))).Status);
    }

    [Theory]
    [InlineData("/api/platforms/nobody")]
    [InlineData("/api/platforms/NOT%20AN%20ID")]
    [InlineData("/api/platforms/nobody/tree")]
    [InlineData("/api/platforms/nobody/ancestors")]
    [InlineData("/api/platforms/nobody/events")]
    [InlineData("/api/platforms/nobody/health")]
    public async Task Get_UnknownPlatform_IsNotFound(string path) => (await new ApiHarness().GetAsync(path)).Problem(ProblemCodes.PlatformNotFound);

    [Fact]
    public async Task Health_Repaired_SaysHowLongItTook()
    {
        var api = new ApiHarness();
        DateTimeOffset start = DateTimeOffset.UnixEpoch;
        api.Registry.Put(api.Add("child") with
        {
            Health = new PlatformHealth { Status = HealthStatus.Healthy, Incidents = [new Incident("SiteStopped", "It was stopped.", start, start.AddSeconds(3), start.AddSeconds(7.5), ["StartSite"])] },
        });
        JsonElement incident = (await api.GetAsync("/api/platforms/child/health")).Json.GetProperty("incidents")[0];
        Assert.Equal((3.0, 4.5), (incident.GetProperty("secondsToDetect").GetDouble(), incident.GetProperty("secondsToRepair").GetDouble()));
    }
}
