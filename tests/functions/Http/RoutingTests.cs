using Azure;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Functions.Tests.Harness;
using PlatformDeployer.Functions.Tests.Telemetry;

namespace PlatformDeployer.Functions.Tests.Http;

public sealed class RoutingTests
{
    [Theory]
    [InlineData("GET", "/api/platform")]
    [InlineData("POST", "/api/platforms/x/y/z")]
    [InlineData("GET", "/api/platforms//tree")]
    [InlineData("OPTIONS", "/api/nothing")]
    [InlineData("DELETE", "/api/%F0%9F%9A%80")]
    public async Task Send_UnknownRoute_IsNotFound(string method, string path) => (await new ApiHarness().SendAsync(method, path)).Problem(ProblemCodes.RouteNotFound);

    [Theory]
    [InlineData("POST", "/api", "GET, HEAD, OPTIONS")]
    [InlineData("PUT", "/api/platforms", "GET, HEAD, POST, OPTIONS")]
    [InlineData("PATCH", "/api/platforms/root", "DELETE, GET, HEAD, OPTIONS")]
    [InlineData("POST", "/api/platforms/plan", "DELETE, GET, HEAD, OPTIONS")]
    [InlineData("POST", "/api/health/live", "GET, HEAD, OPTIONS")]
    [InlineData("GET", "/api/links/spawning", "PUT, OPTIONS")]
    [InlineData("GET", "/api/operations/x/cancel", "POST, OPTIONS")]
    [InlineData("DELETE", "/API/Platforms/x/Tree", "GET, HEAD, OPTIONS")]
    public async Task Send_WrongMethod_SaysWhichAreRight(string method, string path, string allow)
    {
        ApiAnswer answer = await new ApiHarness().SendAsync(method, path);
        answer.Problem(ProblemCodes.MethodNotAllowed);
        Assert.Equal(allow, answer.Headers.Allow.ToString());
    }

    [Theory]
    [InlineData("/api")]
    [InlineData("/api/")]
    public async Task Send_BaseAddress_SaysWhoseItIsAndWhatThereIs(string path)
    {
        ApiAnswer answer = await new ApiHarness().GetAsync(path);
        Assert.Equal((200, "root", "/root"), (answer.Status, answer.Json.GetProperty("platformId").GetString(), answer.Json.GetProperty("path").GetString()));
        string[] routes = [.. answer.Json.GetProperty("routes").EnumerateArray().Select(route => $"{route.GetProperty("route").GetString()}: {string.Join(' ', route.GetProperty("methods").EnumerateArray())}")];
        Assert.Contains("platforms: GET HEAD POST", routes);
        Assert.Contains("platforms/{id}: DELETE GET HEAD", routes);
        Assert.DoesNotContain(routes, route => route.StartsWith("links/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_Options_SaysWhichMethodsAreRight()
    {
        ApiAnswer answer = await new ApiHarness().SendAsync("OPTIONS", "/api/platforms");
        Assert.Equal((204, "GET, HEAD, POST, OPTIONS"), (answer.Status, answer.Headers.Allow.ToString()));
    }

    [Fact]
    public async Task Send_Head_HasTheHeadersOfGetAndNoBody()
    {
        var api = new ApiHarness();
        ApiAnswer get = await api.GetAsync("/api/platforms/root");
        ApiAnswer head = await api.SendAsync("HEAD", "/api/platforms/root");
        Assert.Equal((200, 0), (head.Status, head.Body.Length));
        Assert.Equal((get.Headers.ETag, get.Headers.ContentLength), (head.Headers.ETag, head.Headers.ContentLength));
    }

    [Fact]
    public async Task Send_Defect_SaysNothingButAnId()
    {
        var api = new ApiHarness();
        api.Registry.Failure = new InvalidOperationException("secret");
        ApiAnswer answer = await api.GetAsync("/api/platforms/root");
        Assert.Matches("^[0-9a-f]{32}$", answer.Problem(ProblemCodes.InternalError).GetProperty("errorId").GetString());
        Assert.DoesNotContain("secret", System.Text.Encoding.UTF8.GetString(answer.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_StoreThatDoesNotAnswer_IsUnavailable()
    {
        var api = new ApiHarness();
        api.Registry.Failure = new RequestFailedException(503, "busy");
        ApiAnswer answer = await api.GetAsync("/api/platforms/root");
        answer.Problem(ProblemCodes.TemporarilyUnavailable);
        Assert.Equal("1", answer.Headers.RetryAfter.ToString());
    }

    [Fact]
    public async Task Health_Live_LooksAtNothing()
    {
        var api = new ApiHarness();
        api.Registry.Failure = new InvalidOperationException("down");
        Assert.Equal(("ok", "root"), Pair(await api.GetAsync("/api/health/live?probe=1")));

        static (string?, string?) Pair(ApiAnswer answer) => (answer.Json.GetProperty("status").GetString(), answer.Json.GetProperty("platformId").GetString());
    }

    [Fact]
    public async Task Health_Ready_SaysWhatIsDown()
    {
        var api = new ApiHarness();
        ApiAnswer ready = await api.GetAsync("/api/health/ready");
        Assert.Equal((200, "ok"), (ready.Status, ready.Json.GetProperty("status").GetString()));

        api.Client.Failure = new InvalidOperationException("down");
        ApiAnswer answer = await api.GetAsync("/api/health/ready");
        answer.Problem(ProblemCodes.TemporarilyUnavailable);
        Assert.Equal(("ok", "does not answer"), (answer.Json.GetProperty("checks").GetProperty("registry").GetString(), answer.Json.GetProperty("checks").GetProperty("durable").GetString()));
    }

    [Fact]
    public async Task Metrics_Text_IsPrometheus()
    {
        var api = new ApiHarness();
        api.Add("child");
        await api.SpawnAsync(ApiHarness.Child);
        ApiAnswer answer = await api.GetAsync("/api/metrics");
        string text = System.Text.Encoding.UTF8.GetString(answer.Body);
        Assert.StartsWith("text/plain", answer.Headers.ContentType.ToString(), StringComparison.Ordinal);
        Assert.Contains("platform_deployer_platforms{state=\"Active\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("platform_deployer_spawns{status=\"Pending\"} 1\n", text, StringComparison.Ordinal);
        Assert.True(Exposition.Parse(text).Value("process_resident_memory_bytes") > 0);
    }
}
