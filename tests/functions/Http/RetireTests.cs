using System.Text.Json;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Azure.Links;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http.Platforms;
using PlatformDeployer.Functions.Tests.Harness;
using PlatformDeployer.Orchestrations.Retire;

namespace PlatformDeployer.Functions.Tests.Http;

public sealed class RetireTests
{
    [Theory]
    [InlineData(PlatformState.Active)]
    [InlineData(PlatformState.Degraded)]
    [InlineData(PlatformState.Healing)]
    [InlineData(PlatformState.Retiring)]
    public async Task Delete_Running_IsAccepted(PlatformState state)
    {
        var api = new ApiHarness();
        api.Add("child", state);
        ApiAnswer answer = await api.SendAsync("DELETE", "/api/platforms/child?cascade=true");
        Assert.Equal((202, "retire-child"), (answer.Status, answer.Json.GetProperty("operationId").GetString()));
        Assert.Equal(new RetireOrder(PlatformId.Parse("child")), Assert.Single(api.Client.Scheduled).Input);

        // from the answer on the platform takes no requests, and a sweep would begin what nobody began
        PlatformRecord marked = Assert.Single(api.Below);
        Assert.Equal((PlatformState.Retiring, true), (marked.State, marked.Cascade));
    }

    [Fact]
    public async Task Delete_CascadeAfterOneWithout_Widens()
    {
        var api = new ApiHarness();
        api.Add("child");
        await api.SendAsync("DELETE", "/api/platforms/child");
        Assert.False(Assert.Single(api.Below).Cascade);
        await api.SendAsync("DELETE", "/api/platforms/child?cascade=true");
        Assert.True(Assert.Single(api.Below).Cascade);
        await api.SendAsync("DELETE", "/api/platforms/child");
        Assert.True(Assert.Single(api.Below).Cascade);
    }

    [Fact]
    public async Task Delete_FailedWithLeftovers_TriesAgainToRemoveThem()
    {
        var api = new ApiHarness();
        api.Registry.Put(api.Add("child", PlatformState.Failed) with { HasLeftovers = true });
        ApiAnswer answer = await api.SendAsync("DELETE", "/api/platforms/child");
        Assert.Equal((202, "retire-child"), (answer.Status, answer.Json.GetProperty("operationId").GetString()));
        Assert.Equal(PlatformState.Retiring, Assert.Single(api.Below).State);
    }

    [Fact]
    public async Task Delete_SpawnEndedMeanwhile_IsARetirement()
    {
        var api = new ApiHarness();
        PlatformRecord child = api.Add("child", PlatformState.Activating);
        api.Registry.BeforeUpdate = _ => api.Registry.Put(child with { State = PlatformState.Active });
        ApiAnswer answer = await api.SendAsync("DELETE", "/api/platforms/child");
        Assert.Equal((202, "retire-child"), (answer.Status, answer.Json.GetProperty("operationId").GetString()));
    }

    [Fact]
    public async Task Delete_Twice_IsOneOperation()
    {
        var api = new ApiHarness();
        api.Add("child");
        ApiAnswer first = await api.SendAsync("DELETE", "/api/platforms/child");
        ApiAnswer second = await api.SendAsync("DELETE", "/api/platforms/child");
        Assert.Equal(first.Body, second.Body);
        Assert.Single(api.Client.Scheduled);
    }

    [Fact]
    public async Task Delete_RetirementThatEndedWithoutSuccess_IsTakenUpAgain()
    {
        var api = new ApiHarness();
        api.Add("child", PlatformState.Retiring);
        api.Client.Put("retire-child", OrchestrationRuntimeStatus.Completed, null, DateTimeOffset.UnixEpoch);
        Assert.Equal(202, (await api.SendAsync("DELETE", "/api/platforms/child")).Status);
        Assert.Single(api.Client.Scheduled);
    }

    [Fact]
    public async Task Delete_Spawning_CancelsTheSpawn()
    {
        var api = new ApiHarness();
        api.Add("child", PlatformState.Provisioning);
        ApiAnswer answer = await api.SendAsync("DELETE", "/api/platforms/child");
        Assert.Equal((202, "spawn-child"), (answer.Status, answer.Json.GetProperty("operationId").GetString()));
        Assert.Equal("spawn-child", Assert.Single(api.Client.Raised).InstanceId);
        Assert.True(Assert.Single(api.Below).CancelAsked);
    }

    [Fact]
    public async Task Delete_Failed_IsForgotten()
    {
        var api = new ApiHarness();
        api.Add("child", PlatformState.Failed);
        Assert.Equal(204, (await api.SendAsync("DELETE", "/api/platforms/child")).Status);
        Assert.Empty(api.Below);
    }

    [Fact]
    public async Task Delete_Retired_HasNothingToDo()
    {
        var api = new ApiHarness();
        api.Add("child", PlatformState.Retired);
        Assert.Equal(204, (await api.SendAsync("DELETE", "/api/platforms/child")).Status);
        Assert.Single(api.Below);
        Assert.Empty(api.Client.Scheduled);
    }

    [Fact]
    public async Task Delete_WithChildren_NamesThem()
    {
        var api = new ApiHarness();
        PlatformRecord child = api.Add("child");
        api.Add("known", parent: child);
        api.Add("gone", PlatformState.Retired, parent: child);
        api.Link.Children = [PlatformViews.Of(api.Add("young", parent: child))];
        JsonElement problem = (await api.SendAsync("DELETE", "/api/platforms/child")).Problem(ProblemCodes.HasChildren);
        Assert.Equal(["known", "young"], problem.GetProperty("children").EnumerateArray().Select(named => named.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
        Assert.Empty(api.Client.Scheduled);
    }

    [Fact]
    public async Task Delete_SilentWithoutKnownChildren_IsAccepted()
    {
        var api = new ApiHarness();
        api.Add("child");
        api.Link.Children = null;
        Assert.Equal(202, (await api.SendAsync("DELETE", "/api/platforms/child")).Status);
    }

    [Fact]
    public async Task Delete_Itself_IsAConflict()
    {
        (await new ApiHarness().SendAsync("DELETE", "/api/platforms/root")).Problem(ProblemCodes.StateConflict);
        var child = new ApiHarness(asChild: true);
        await child.SendAsync("PUT", "/api/links/spawning", "{\"platformId\":\"self\",\"enabled\":true}"u8.ToArray());
        JsonElement problem = (await child.SendAsync("DELETE", "/api/platforms/self")).Problem(ProblemCodes.StateConflict);
        Assert.Equal("http://root.test/", problem.GetProperty("parentEndpoint").GetString());
    }

    [Fact]
    public async Task Delete_Descendant_IsForwardedToItsParent()
    {
        var api = new ApiHarness();
        api.Add("below", parent: api.Add("child"));
        api.Forwarder.Response = new ForwardedResponse(204, new Dictionary<string, string>(StringComparer.Ordinal), default);
        Assert.Equal(204, (await api.SendAsync("DELETE", "/api/platforms/below?cascade=true")).Status);
        (Uri endpoint, ForwardedRequest request) = Assert.Single(api.Forwarder.Forwarded);
        Assert.Equal(("http://child.test/", "/api/platforms/below?cascade=true"), (endpoint.AbsoluteUri, request.PathAndQuery));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("NO-ID")]
    public async Task Delete_Unknown_IsNotFound(string id) => (await new ApiHarness().SendAsync("DELETE", $"/api/platforms/{id}")).Problem(ProblemCodes.PlatformNotFound);

    [Theory]
    [InlineData("cascade=maybe")]
    [InlineData("force=true")]
    public async Task Delete_BadQuery_IsRefused(string query) => (await new ApiHarness().SendAsync("DELETE", $"/api/platforms/root?{query}")).Problem(ProblemCodes.InvalidQuery);

    [Fact]
    public async Task Delete_IfMatch_HoldsUntilThePlatformChanges()
    {
        var api = new ApiHarness();
        PlatformRecord child = api.Add("child");
        string etag = (await api.GetAsync("/api/platforms/child")).Headers.ETag.ToString();
        (await api.SendAsync("DELETE", "/api/platforms/child", null, ("If-Match", "\"other\""))).Problem(ProblemCodes.PreconditionFailed);
        (await api.SendAsync("DELETE", "/api/platforms/child", null, ("If-Match", "nonsense"))).Problem(ProblemCodes.InvalidRequest);

        // a heartbeat is no change
        api.Registry.Put(child with { UpdatedAt = child.UpdatedAt.AddMinutes(1), Etag = "next", Health = child.Health with { LastHeartbeatAt = DateTimeOffset.UnixEpoch } });
        Assert.Equal(202, (await api.SendAsync("DELETE", "/api/platforms/child", null, ("If-Match", etag))).Status);

        api.Registry.Put(child with { State = PlatformState.Degraded });
        (await api.SendAsync("DELETE", "/api/platforms/child", null, ("If-Match", etag))).Problem(ProblemCodes.PreconditionFailed);
        Assert.Equal(202, (await api.SendAsync("DELETE", "/api/platforms/child", null, ("If-Match", "*"))).Status);
    }
}
