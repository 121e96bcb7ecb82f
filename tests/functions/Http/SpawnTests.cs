using System.Text;
using System.Text.Json;
using PlatformDeployer.Azure.Links;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Functions.Http;
using PlatformDeployer.Functions.Tests.Harness;

namespace PlatformDeployer.Functions.Tests.Http;

public sealed class SpawnTests
{
    private const string UnderBelow = """{"name":"acme","template":"basic","parentId":"below"}""";

    private static readonly (string Name, string Value) Key = (IdempotencyKey.Header, "k1");
    private static readonly ForwardedResponse Accepted =
        new(202, new Dictionary<string, string>(StringComparer.Ordinal) { ["Content-Type"] = "application/json" }, "{\"platformId\":\"x\"}"u8.ToArray());
    private static readonly PlatformPath Root = PlatformPath.Root(PlatformName.Parse("root"));

    [Fact]
    public async Task Spawn_Good_IsAcceptedAndScheduled()
    {
        var api = new ApiHarness();
        ApiAnswer answer = await api.SpawnAsync("""{"name":"acme","template":"basic","region":"NorthEurope","labels":{"team":"x"},"parameters":{"logRetentionDays":60},"limits":{"depth":2}}""");

        Assert.Equal(202, answer.Status);
        string id = answer.Json.GetProperty("platformId").GetString()!;
        string operation = answer.Json.GetProperty("operationId").GetString()!;
        Assert.Equal($"http://own.test/api/platforms/{id}", answer.Headers.Location.ToString());
        Assert.Equal($"http://own.test/api/operations/{operation}", answer.Headers["Operation-Location"].ToString());
        Assert.Equal("1", answer.Headers.RetryAfter.ToString());
        Assert.Equal(operation, Assert.Single(api.Client.Scheduled).InstanceId);

        PlatformRecord platform = Assert.Single(api.Below);
        Assert.Equal((id, "/root/acme", PlatformState.Accepted, "northeurope"), (platform.Id.Value, platform.Path.Value, platform.State, platform.Region));
        Assert.StartsWith("basic@", platform.Template, StringComparison.Ordinal);
        Assert.Equal("request", platform.Configuration.Values["logRetentionDays"].Source);
        Assert.Equal(2, platform.Limits.Depth!.Value);
    }

    [Fact]
    public async Task Spawn_SameKeyAndBody_HasTheSameAnswer()
    {
        var api = new ApiHarness();
        ApiAnswer first = await api.SpawnAsync("""{"name":"acme","template":"basic"}""", (IdempotencyKey.Header, "k1"));
        ApiAnswer second = await api.SpawnAsync("""{ "template":"basic", "name":"\u0061cme" }""", (IdempotencyKey.Header, "k1"));
        Assert.Equal(202, second.Status);
        Assert.Equal(first.Body, second.Body);
        Assert.Single(api.Below);
        Assert.Single(api.Client.Scheduled);
    }

    [Fact]
    public async Task Spawn_SameKeyOtherBody_IsUnprocessable()
    {
        var api = new ApiHarness();
        await api.SpawnAsync(ApiHarness.Child, (IdempotencyKey.Header, "k1"));
        (await api.SpawnAsync("""{"name":"other","template":"basic"}""", (IdempotencyKey.Header, "k1"))).Problem(ProblemCodes.IdempotencyKeyReused);
        Assert.Single(api.Below);
    }

    [Fact]
    public async Task Spawn_SameKeyAtOnce_IsOnePlatform()
    {
        var api = new ApiHarness();
        ApiAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => api.SpawnAsync(ApiHarness.Child, (IdempotencyKey.Header, "k1")))));
        Assert.Single(api.Below);
        Assert.All(answers, answer => Assert.Equal(answers[0].Body, answer.Body));
    }

    [Theory]
    [InlineData("")]
    [InlineData("tab\t")]
    [InlineData("é")]
    [InlineData(256)]
    public async Task Spawn_BadKey_IsInvalid(object key)
    {
        string text = key is int length ? new string('k', length) : (string)key;
        ApiAnswer answer = await new ApiHarness().SpawnAsync(ApiHarness.Child, (IdempotencyKey.Header, text));
        answer.Problem(ProblemCodes.InvalidRequest);
        Assert.NotEmpty(answer.ErrorsOf(IdempotencyKey.Header));
    }

    [Fact]
    public async Task Spawn_SilentChildrenOfAFiniteParent_ShareWhatIsLeft()
    {
        var api = new ApiHarness(EffectiveLimits.Unlimited with { Descendants = new CountLimit(10, Root) });
        for (int i = 0; i < 4; i++) Assert.Equal(202, (await api.SpawnAsync($$"""{"name":"child-{{i}}","template":"basic"}""")).Status);

        // 10: the first takes itself and half of 9; then 5 are left, then 2, then 1.
        Dictionary<string, int> shares = api.Below.ToDictionary(child => child.Name.Value, child => child.Limits.Descendants!.Value, StringComparer.Ordinal);
        Assert.Equal([4, 2, 0, 0], [shares["child-0"], shares["child-1"], shares["child-2"], shares["child-3"]]);
        (await api.SpawnAsync("""{"name":"child-4","template":"basic"}""")).Problem(ProblemCodes.LimitExceeded);
    }

    [Fact]
    public async Task Spawn_ChildNotEnabled_IsAConflictUntilItsParentEnablesIt()
    {
        var api = new ApiHarness(asChild: true);
        JsonElement problem = (await api.SpawnAsync(ApiHarness.Child)).Problem(ProblemCodes.StateConflict);
        Assert.Equal("Activating", problem.GetProperty("state").GetString());

        Assert.Equal(204, (await SetSpawningAsync(api, true)).Status);
        Assert.Equal(202, (await api.SpawnAsync(ApiHarness.Child)).Status);
        Assert.Equal(204, (await SetSpawningAsync(api, true)).Status);
        Assert.Equal(204, (await SetSpawningAsync(api, false)).Status);
        (await api.SpawnAsync("""{"name":"other","template":"basic"}""")).Problem(ProblemCodes.StateConflict);

        // a retirement that found children which were not to go is taken back
        Assert.Equal(204, (await SetSpawningAsync(api, true)).Status);
        Assert.Equal(202, (await api.SpawnAsync("""{"name":"other","template":"basic"}""")).Status);
    }

    [Fact]
    public async Task Spawn_UnderAPlatformThatIsBeingRetired_IsAConflictAndGoesNowhere()
    {
        var api = new ApiHarness();
        api.Registry.Put(api.Add("child") with { State = PlatformState.Retiring });
        JsonElement problem = (await api.SpawnAsync("""{"name":"late","template":"basic","parentId":"child"}""")).Problem(ProblemCodes.StateConflict);
        Assert.Equal("Retiring", problem.GetProperty("state").GetString());
        Assert.Empty(api.Forwarder.Forwarded);
    }

    [Fact]
    public async Task SetSpawning_OfAnotherThanTheOneThatAnswers_IsNotFoundAndChangesNothing()
    {
        var api = new ApiHarness(asChild: true);
        await SetSpawningAsync(api, true);
        (await api.SendAsync("PUT", "/api/links/spawning", """{"platformId":"pother","enabled":false}"""u8.ToArray())).Problem(ProblemCodes.PlatformNotFound);
        Assert.Equal(202, (await api.SpawnAsync(ApiHarness.Child)).Status);
    }

    [Fact]
    public async Task SetSpawning_OfTheRoot_IsAConflict() => (await SetSpawningAsync(new ApiHarness(), false)).Problem(ProblemCodes.StateConflict);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"platformId":"self","enabled":"yes"}""")]
    [InlineData("""{"enabled":true}""")]
    [InlineData("""{"platformId":"Not an id","enabled":true}""")]
    public async Task SetSpawning_NotABoolean_IsInvalid(string body) =>
        (await new ApiHarness(asChild: true).SendAsync("PUT", "/api/links/spawning", Encoding.UTF8.GetBytes(body))).Problem(ProblemCodes.InvalidRequest);

    [Fact]
    public async Task Spawn_EngineDown_IsAcceptedBecauseTheSweepStartsIt()
    {
        var api = new ApiHarness();
        api.Client.Failure = new InvalidOperationException("engine down");
        Assert.Equal(202, (await api.SpawnAsync(ApiHarness.Child)).Status);
        Assert.Single(api.Below);
    }

    [Fact]
    public async Task Spawn_UnderADescendant_IsForwardedWithItsAnswer()
    {
        var api = new ApiHarness();
        api.Add("below");
        api.Forwarder.Response = new ForwardedResponse(
            202,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Content-Type"] = "application/json", ["Operation-Location"] = "http://below.test/api/operations/x", ["Retry-After"] = "1" },
            "{\"platformId\":\"x\"}"u8.ToArray());
        const string Body = """{"name":"acme","template":"basic","parentId":"below"}""";
        ApiAnswer answer = await api.SpawnAsync(Body, (IdempotencyKey.Header, "k1"));

        Assert.Equal(202, answer.Status);
        Assert.Equal("http://below.test/api/operations/x", answer.Headers["Operation-Location"].ToString());
        Assert.Equal("x", answer.Json.GetProperty("platformId").GetString());
        (Uri endpoint, ForwardedRequest request) = Assert.Single(api.Forwarder.Forwarded);
        Assert.Equal(("http://below.test/", "POST", "/api/platforms", "k1", Body),
            (endpoint.AbsoluteUri, request.Method, request.PathAndQuery, request.Headers[IdempotencyKey.Header], Encoding.UTF8.GetString(request.Body.Span)));
        Assert.Single(api.Below);
    }

    [Fact]
    public async Task Spawn_KeyOfARequestThatWasHandedOn_IsHeldHereAsWell()
    {
        var api = new ApiHarness();
        api.Add("below");
        api.Forwarder.Response = Accepted;
        Assert.Equal(202, (await api.SpawnAsync(UnderBelow, Key)).Status);
        Assert.Equal(202, (await api.SpawnAsync(UnderBelow, Key)).Status);

        (await api.SpawnAsync(ApiHarness.Child, Key)).Problem(ProblemCodes.IdempotencyKeyReused);
        (await api.SpawnAsync(UnderBelow.Replace("acme", "other", StringComparison.Ordinal), Key)).Problem(ProblemCodes.IdempotencyKeyReused);
        Assert.Equal(2, api.Forwarder.Forwarded.Count);
        Assert.Single(api.Below);
    }

    [Fact]
    public async Task Spawn_KeyOfAnOwnChild_IsNotHandedOnWithAnotherBody()
    {
        var api = new ApiHarness();
        api.Add("below");
        api.Forwarder.Response = Accepted;
        Assert.Equal(202, (await api.SpawnAsync(ApiHarness.Child, Key)).Status);
        (await api.SpawnAsync(UnderBelow, Key)).Problem(ProblemCodes.IdempotencyKeyReused);
        Assert.Empty(api.Forwarder.Forwarded);
    }

    [Theory]
    [InlineData(409, 202)]
    [InlineData(503, 422)]
    public async Task Spawn_HandedOnAndNotTaken_KeyIsFreeOnlyWhenItWasRefused(int first, int second)
    {
        var api = new ApiHarness();
        api.Add("below");
        api.Forwarder.Response = Accepted with { Status = first };
        Assert.Equal(first, (await api.SpawnAsync(UnderBelow, Key)).Status);
        Assert.Equal(second, (await api.SpawnAsync(ApiHarness.Child, Key)).Status);
    }

    [Fact]
    public async Task Spawn_UnderASilentDescendant_IsBadGateway()
    {
        var api = new ApiHarness();
        api.Add("below");
        (await api.SpawnAsync("""{"name":"acme","template":"basic","parentId":"below"}""")).Problem(ProblemCodes.PlatformUnreachable);
    }

    [Fact]
    public async Task Spawn_UnderADescendantThatDoesNotRun_IsAConflict()
    {
        var api = new ApiHarness();
        api.Add("below", PlatformState.Provisioning);
        (await api.SpawnAsync("""{"name":"acme","template":"basic","parentId":"below"}""")).Problem(ProblemCodes.StateConflict);
    }

    private static Task<ApiAnswer> SetSpawningAsync(ApiHarness api, bool enabled) =>
        api.SendAsync("PUT", "/api/links/spawning", Encoding.UTF8.GetBytes($$"""{"platformId":"{{api.Charter.Id}}","enabled":{{(enabled ? "true" : "false")}}}"""));
}
