using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Contracts.Problems;

namespace PlatformDeployer.Functions.Tests.Live;

/// <summary>Every bad input gets its answer over a real connection, and leaves nothing behind.</summary>
public sealed class InputTests(InputTests.Fixture fixture) : IClassFixture<InputTests.Fixture>
{
    private const int BodyBytesMax = 256 * 1024;

    private PlatformClient Root => fixture.Machine.Root;

    [Fact]
    public async Task Spawn_MalformedJson_IsRefusedWithLineAndColumn()
    {
        ProblemView problem = await RefusedAsync("{\n  \"name\": \"bad\",\n  oops\n}", ProblemCodes.MalformedJson);
        Assert.Equal((3, 3), (problem.Extensions!["line"].GetInt32(), problem.Extensions["column"].GetInt32()));
    }

    [Fact]
    public async Task Spawn_UnknownField_IsRefusedByName()
    {
        ProblemView problem = await RefusedAsync("""{"name":"bad","template":"basic","colour":"red"}""", ProblemCodes.UnknownField);
        Assert.Equal(["colour"], problem.Errors!.Keys);
    }

    [Theory]
    [InlineData("""{"template":"basic"}""")]
    [InlineData("""{"name":"a","template":"basic"}""")]
    [InlineData("""{"name":"1abc","template":"basic"}""")]
    [InlineData("""{"name":"Abc","template":"basic"}""")]
    [InlineData("""{"name":"abc-","template":"basic"}""")]
    [InlineData("""{"name":"a123456789012345678901234567890123456789z","template":"basic"}""")]
    public async Task Spawn_MissingOrInvalidName_IsRefusedByField(string body) =>
        Assert.Equal(["name"], (await RefusedAsync(body, ProblemCodes.InvalidRequest)).Errors!.Keys);

    [Fact]
    public async Task Spawn_UnknownTemplate_IsRefusedAndTheKnownOnesAreListed()
    {
        ProblemView problem = await RefusedAsync("""{"name":"bad","template":"basik"}""", ProblemCodes.UnknownTemplate);
        string[] known = [.. problem.Extensions!["knownTemplates"].EnumerateArray().Select(template => template.GetString()!.Split('@')[0])];
        Assert.Contains("basic", known);
        Assert.Contains("soulfra", known);
    }

    [Fact]
    public Task Spawn_UnknownRegion_IsRefused() => RefusedAsync("""{"name":"bad","template":"basic","region":"atlantis"}""", ProblemCodes.UnknownRegion);

    [Fact]
    public Task Spawn_UnknownParent_IsRefused() => RefusedAsync("""{"name":"bad","template":"basic","parentId":"nobody"}""", ProblemCodes.ParentNotFound);

    [Fact]
    public async Task Spawn_NameTakenUnderTheSameParent_IsRefused()
    {
        ProblemView problem = await RefusedAsync("""{"name":"taken","template":"basic"}""", ProblemCodes.NameTaken);
        Assert.Equal(fixture.Child.Id, problem.Extensions!["holderId"].GetString());
    }

    [Fact]
    public async Task Spawn_BeyondALimit_SaysWhichWhoseAndItsValue()
    {
        IDictionary<string, JsonElement> says = (await RefusedAsync("""{"name":"bad","template":"basic"}""", ProblemCodes.LimitExceeded, fixture.Machine.At(fixture.Child))).Extensions!;
        Assert.Equal(("depth", "/root/taken", 0), (says["limit"].GetString(), says["owner"].GetString(), says["value"].GetInt32()));
    }

    [Fact]
    public async Task Spawn_LimitsWiderThanTheParents_IsRefused()
    {
        ProblemView problem = await RefusedAsync("""{"name":"bad","template":"basic","limits":{"depth":99}}""", ProblemCodes.LimitWidened);
        Assert.Equal(["limits.depth"], problem.Errors!.Keys);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Spawn_BodyOver256KiB_IsRefused(bool saysItsLength)
    {
        byte[] body = Encoding.UTF8.GetBytes($$"""{"name":"bad","template":"basic","labels":{"a":"{{new string('x', BodyBytesMax)}}"} }""");
        HttpContent content = saysItsLength ? new ByteArrayContent(body) : new StreamContent(new UnseekableStream(body));
        await RefusedAsync(Json(content), ProblemCodes.BodyTooLarge);
    }

    [Fact]
    public async Task Spawn_WrongContentType_IsRefused()
    {
        var content = new StringContent("""{"name":"bad","template":"basic"}""", Encoding.UTF8, "text/plain");
        await RefusedAsync(content, ProblemCodes.UnsupportedMediaType);
    }

    [Fact]
    public async Task Any_MethodThatHttpDoesNotKnow_IsRefusedAsAProblem()
    {
        LiveAnswer answer = await Root.SendAsync(new HttpMethod("FOO"), "platforms");
        Assert.Equal("'/api/platforms' does not take FOO.", answer.Problem(ProblemCodes.MethodNotAllowed).Detail);
    }

    [Fact]
    public async Task Any_OutsideTheApi_IsNotFoundAsAProblem() =>
        Assert.Equal("There is nothing at '/elsewhere'. The API is at /api.", (await Root.SendAsync(HttpMethod.Get, "../elsewhere")).Problem(ProblemCodes.RouteNotFound).Detail);

    [Fact]
    public async Task Get_FrontDoor_LeadsToTheApi()
    {
        LiveAnswer answer = await Root.SendAsync(HttpMethod.Get, "..");
        Assert.Equal((HttpStatusCode.Found, "/api"), (answer.Status, answer.Headers.Location!.OriginalString));
        Assert.Equal(HttpStatusCode.OK, (await Root.GetAsync("")).Status);
    }

    [Fact]
    public async Task List_HostOfTheCaller_IsNotRepeated()
    {
        LiveAnswer answer = await Root.SendAsync(HttpMethod.Get, "platforms?top=1", null, ("Host", "evil.example"));
        Assert.StartsWith($"{Root.Address}api/platforms?", answer.Read<Page<PlatformView>>().NextLink, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_UnknownRoute_IsNotFound() => (await Root.GetAsync("platform")).Problem(ProblemCodes.RouteNotFound);

    [Fact]
    public async Task Any_WrongMethod_IsRefusedAndTheRightOnesAreNamed()
    {
        LiveAnswer answer = await Root.SendAsync(HttpMethod.Put, "platforms");
        answer.Problem(ProblemCodes.MethodNotAllowed);
        Assert.Contains("POST", answer.ContentHeaders.Allow);
    }

    [Fact]
    public async Task Get_UnknownPlatformOrOperation_IsNotFound()
    {
        (await Root.GetAsync("platforms/nobody")).Problem(ProblemCodes.PlatformNotFound);
        (await Root.GetAsync("operations/spawn-nobody")).Problem(ProblemCodes.OperationNotFound);
    }

    [Fact]
    public async Task Retire_WithChildren_IsRefusedAndTheyAreNamed()
    {
        LiveAnswer answer = await Root.SendAsync(HttpMethod.Delete, $"platforms/{fixture.Parent.Id}");
        JsonElement children = answer.Problem(ProblemCodes.HasChildren).Extensions!["children"];
        Assert.Equal(["kid"], children.EnumerateArray().Select(child => child.GetProperty("name").GetString()));
        Assert.Equal(PlatformState.Active, (await Root.PlatformAsync(fixture.Parent.Id)).State);
    }

    private Task<ProblemView> RefusedAsync(string body, string code, PlatformClient? platform = null) =>
        RefusedAsync(Json(new StringContent(body, Encoding.UTF8)), code, platform);

    private async Task<ProblemView> RefusedAsync(HttpContent body, string code, PlatformClient? platform = null)
    {
        PlatformClient asked = platform ?? Root;
        (string Platforms, string Operations, int Resources, int Programs) before = await CountAsync(asked);
        ProblemView problem = (await asked.SendAsync(HttpMethod.Post, "platforms", body)).Problem(code);
        Assert.Equal(before, await CountAsync(asked));
        return problem;
    }

    private async Task<(string Platforms, string Operations, int Resources, int Programs)> CountAsync(PlatformClient platform) => (
        string.Join(' ', (await platform.PlatformsAsync()).Select(known => known.Path)),
        string.Join(' ', (await platform.OperationsAsync()).Select(known => known.Id)),
        fixture.Machine.Resources.Count,
        fixture.Machine.Machine.Children.Count);

    private static HttpContent Json(HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    /// <summary>A machine with a child that may not spawn, and one that has.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        internal LiveMachine Machine { get; private set; } = null!;

        internal PlatformView Child { get; private set; } = null!;

        internal PlatformView Parent { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Machine = await LiveMachine.StartAsync();
            Child = await Machine.Root.SpawnToActiveAsync(new SpawnPlatformRequest { Name = "taken", Template = "basic", Limits = new LimitsRequest { Depth = 0 } });
            Parent = await Machine.Root.SpawnToActiveAsync("parent");
            PlatformView kid = await Machine.At(Parent).SpawnToActiveAsync("kid");

            // nothing may still be on its way to the root when the tests count what it knows
            await Until.TrueAsync(
                async () => (await Machine.Root.PlatformsAsync()).Any(known => known.Id == kid.Id && known.State == PlatformState.Active), PlatformClient.Limit, "the grandchild at the root");
        }

        public async Task DisposeAsync() => await Machine.DisposeAsync();
    }

    /// <summary>Hides its length, so that a request has to be sent in chunks.</summary>
    private sealed class UnseekableStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
