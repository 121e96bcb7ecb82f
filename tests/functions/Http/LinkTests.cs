using System.Text.Json;
using System.Text.Json.Nodes;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Tests.Harness;

namespace PlatformDeployer.Functions.Tests.Http;

public sealed class LinkTests
{
    [Fact]
    public async Task Report_OfAChild_IsTakenAndIsAHeartbeat()
    {
        var api = new ApiHarness();
        PlatformRecord child = api.Add("child");
        PlatformRecord below = api.Add("below", parent: child);
        await api.Registry.ForgetAsync(below.Id, default);
        var happened = new PlatformEvent("e1", below.Id, DateTimeOffset.UnixEpoch, "platform.active", "It is.");

        Assert.Equal(204, (await ReportAsync(api, Report(child) with { Platforms = [below], Events = [happened] })).Status);

        Assert.Equal(200, (await api.GetAsync("/api/platforms/below")).Status);
        Assert.Equal(1, (await api.GetAsync("/api/platforms/below/events")).Json.GetProperty("value").GetArrayLength());
        Assert.NotNull((await api.Registry.FindAsync(child.Id, default))!.Health.LastHeartbeatAt);
    }

    [Fact]
    public async Task Report_WithShutFrontDoor_WakesTheMonitor()
    {
        var api = new ApiHarness();
        PlatformRecord child = api.Add("child");
        Assert.Equal(204, (await ReportAsync(api, Report(child) with { Ready = false })).Status);
        Assert.Equal("monitor-child", Assert.Single(api.Client.Raised).InstanceId);
        Assert.Null((await api.Registry.FindAsync(child.Id, default))!.Health.LastHeartbeatAt);
    }

    [Fact]
    public async Task Report_OfAStranger_IsNotFound()
    {
        var api = new ApiHarness();
        PlatformRecord child = api.Add("child", PlatformState.Retired);
        (await ReportAsync(api, Report(child))).Problem(ProblemCodes.PlatformNotFound);
    }

    [Fact]
    public async Task Report_OfWhatIsNotBelow_IsRefused()
    {
        var api = new ApiHarness();
        PlatformRecord child = api.Add("child");
        PlatformRecord other = api.Add("other");
        (await ReportAsync(api, Report(child) with { Platforms = [other with { Revision = 99, State = PlatformState.Retired }] })).Problem(ProblemCodes.InvalidRequest);
        Assert.Equal(PlatformState.Active, (await api.Registry.FindAsync(other.Id, default))!.State);
    }

    [Theory]
    [InlineData("platforms")]
    [InlineData("events")]
    [InlineData("forgotten")]
    [InlineData("from")]
    public async Task Report_WithoutAMember_IsInvalid(string member)
    {
        var api = new ApiHarness();
        JsonObject json = JsonSerializer.SerializeToNode(Report(api.Add("child")), JsonSerializerOptions.Web)!.AsObject();
        json.Remove(member);
        (await api.SendAsync("POST", "/api/links/reports", JsonSerializer.SerializeToUtf8Bytes(json))).Problem(ProblemCodes.InvalidRequest);
        json[member] = null;
        (await api.SendAsync("POST", "/api/links/reports", JsonSerializer.SerializeToUtf8Bytes(json))).Problem(ProblemCodes.InvalidRequest);
    }

    [Theory]
    [InlineData("{}", "The body is not a SpawningPermission: a member is missing, or is there more than once.")]
    [InlineData("""{"platformId":"self","enabled":"yes"}""", "The body is not a SpawningPermission: enabled is not what it should be.")]
    public async Task Spawning_BodyIsWrong_IsSaid(string body, string detail)
    {
        ApiAnswer answer = await new ApiHarness(asChild: true).SendAsync("PUT", "/api/links/spawning", System.Text.Encoding.UTF8.GetBytes(body));
        Assert.Equal(detail, answer.Problem(ProblemCodes.InvalidRequest).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Ancestors_ParentHasMoved_IsAnsweredFromThenOn()
    {
        var api = new ApiHarness(asChild: true);
        Assert.Equal(204, (await AnnounceAsync(api, "self", ("root", "/root", "http://moved.test/"), ("other", "/other", "http://other.test/"))).Status);

        JsonElement ancestor = Assert.Single((await api.GetAsync("/api/platforms/self/ancestors")).Json.GetProperty("value").EnumerateArray());
        Assert.Equal("http://moved.test/", ancestor.GetProperty("endpoint").GetString());
        JsonElement refused = (await api.SendAsync("DELETE", "/api/platforms/self")).Json;
        Assert.Equal("http://moved.test/", refused.GetProperty("parentEndpoint").GetString());
    }

    [Fact]
    public async Task Ancestors_ForAnother_IsNotFound() =>
        (await AnnounceAsync(new ApiHarness(asChild: true), "else", ("root", "/root", "http://moved.test/"))).Problem(ProblemCodes.PlatformNotFound);

    [Fact]
    public async Task Ancestors_OfTheRoot_AreRefused() =>
        (await AnnounceAsync(new ApiHarness(), "root", ("root", "/root", "http://moved.test/"))).Problem(ProblemCodes.StateConflict);

    [Theory]
    [InlineData("moved.test")]
    [InlineData("ftp://moved.test/")]
    public async Task Ancestors_AtNoAddress_AreInvalid(string endpoint) =>
        (await AnnounceAsync(new ApiHarness(asChild: true), "self", ("root", "/root", endpoint))).Problem(ProblemCodes.InvalidRequest);

    [Fact]
    public async Task Subtree_BeforeThePlatformMaySpawn_IsTaken()
    {
        var api = new ApiHarness(asChild: true);
        PlatformRecord kid = Lost(api, "kid");

        Assert.Equal(204, (await RestoreAsync(api, "self", kid)).Status);

        Assert.Equal(kid.Path, Assert.Single(api.Below).Path);
        Assert.Equal("Activating", (await api.GetAsync("/api/health/ready")).Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Subtree_OfAPlatformThatMaySpawn_IsLeftAlone()
    {
        var api = new ApiHarness(asChild: true);
        PlatformRecord kid = Lost(api, "kid");
        await RestoreAsync(api, "self");
        await api.Registry.UpdateAsync(api.Charter.Id, own => own with { State = PlatformState.Active }, default);

        Assert.Equal(204, (await RestoreAsync(api, "self", kid)).Status);

        Assert.Empty(api.Below);
    }

    [Fact]
    public async Task Subtree_NotBelowOrNotLiving_IsRefused()
    {
        var api = new ApiHarness(asChild: true);
        PlatformRecord kid = Lost(api, "kid");
        (await RestoreAsync(api, "self", kid with { Path = PlatformPath.Parse("/root/other") })).Problem(ProblemCodes.InvalidRequest);
        (await RestoreAsync(api, "self", kid with { State = PlatformState.Retired })).Problem(ProblemCodes.InvalidRequest);
        (await RestoreAsync(api, "else", kid)).Problem(ProblemCodes.PlatformNotFound);
        (await RestoreAsync(new ApiHarness(), "root", kid)).Problem(ProblemCodes.StateConflict);
        Assert.Empty(api.Below);
    }

    private static PlatformRecord Lost(ApiHarness api, string id)
    {
        PlatformRecord platform = api.Add(id);
        api.Registry.ForgetAsync(platform.Id, default).GetAwaiter().GetResult();
        return platform;
    }

    private static Task<ApiAnswer> RestoreAsync(ApiHarness api, string id, params PlatformRecord[] platforms) =>
        api.SendAsync("PUT", "/api/links/subtree", JsonSerializer.SerializeToUtf8Bytes(new { platformId = id, platforms }, JsonSerializerOptions.Web));

    private static Task<ApiAnswer> AnnounceAsync(ApiHarness api, string id, params (string Id, string Path, string Endpoint)[] ancestors) => api.SendAsync(
        "PUT",
        "/api/links/ancestors",
        JsonSerializer.SerializeToUtf8Bytes(new { platformId = id, ancestors = ancestors.Select(ancestor => new { id = ancestor.Id, path = ancestor.Path, endpoint = ancestor.Endpoint }) }));

    private static Task<ApiAnswer> ReportAsync(ApiHarness api, PlatformReport report) =>
        api.SendAsync("POST", "/api/links/reports", JsonSerializer.SerializeToUtf8Bytes(report, JsonSerializerOptions.Web));

    private static PlatformReport Report(PlatformRecord child) => new(child.Id, DateTimeOffset.UnixEpoch, true, [], [], []);
}
