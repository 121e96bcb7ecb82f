using System.Net;
using Embedded.Functions.Discovery;
using Embedded.Functions.Hosting;
using Embedded.Functions.Http;
using Embedded.Functions.Tests.App;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Tests.Http;

public sealed class HttpRouterTests
{
    [Theory]
    [InlineData("GET", "/api/unknown", HttpStatusCode.NotFound)]
    [InlineData("GET", "/items/7", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/items/seven", HttpStatusCode.NotFound)]
    [InlineData("POST", "/api/items/7", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/API/ITEMS/7", HttpStatusCode.OK)]
    public async Task Route_WithoutCatchAll_AnswersEmptyBodies(string method, string path, HttpStatusCode expected)
    {
        await using AppInstance app = await TestApp.StartAsync(typeof(HttpApp));
        using HttpClient client = app.Client();
        using HttpRequestMessage request = new(new HttpMethod(method), path);

        using HttpResponseMessage response = await client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected != HttpStatusCode.OK, (await response.Content.ReadAsByteArrayAsync()).Length == 0);
    }

    [Theory]
    [InlineData("GET", "/elsewhere", "404")]
    [InlineData("FOO", "/api/items/7", "405")]
    [InlineData("GET", "/api/items/7", null)]
    public async Task Route_ToNoFunction_IsAnsweredByTheMachine(string method, string path, string? expected)
    {
        AppInstanceOptions options = TestApp.Options(typeof(HttpApp)) with { Unrouted = context => context.Response.WriteAsync($"{context.Response.StatusCode}") };
        await using AppInstance app = await AppInstance.StartAsync(options);
        using HttpClient client = app.Client();
        using HttpRequestMessage request = new(new HttpMethod(method), path);

        using HttpResponseMessage response = await client.SendAsync(request);

        string body = await response.Content.ReadAsStringAsync();
        if (expected is null) Assert.DoesNotContain("404", body, StringComparison.Ordinal);
        else Assert.Equal((expected, expected), (body, $"{(int)response.StatusCode}"));
    }

    [Theory]
    [InlineData("GET", "/api/unknown/path", "GET unknown/path")]
    [InlineData("POST", "/api/items/7", "POST items/7")]
    [InlineData("GET", "/api/items/seven", "GET items/seven")]
    [InlineData("PUT", "/api/orders", "PUT orders")]
    public async Task Route_WithCatchAll_TakesUnknownRoutesAndWrongMethods(string method, string path, string detail)
    {
        await using AppInstance app = await TestApp.StartAsync(typeof(HttpApp), typeof(CatchAllApp));
        using HttpClient client = app.Client();
        using HttpRequestMessage request = new(new HttpMethod(method), path);

        using HttpResponseMessage response = await client.SendAsync(request);

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(detail, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", HttpStatusCode.NotFound)]
    [InlineData("OPTIONS", HttpStatusCode.MethodNotAllowed)]
    public async Task Route_CatchAllOfNamedMethods_TakesThoseMethodsOnly(string method, HttpStatusCode expected)
    {
        await using AppInstance app = await TestApp.StartAsync(typeof(HttpApp), typeof(NamedMethods));
        using HttpClient client = app.Client();
        using HttpRequestMessage request = new(new HttpMethod(method), "/api/items/7");

        using HttpResponseMessage response = await client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Route_WithCatchAll_StillPrefersTheSpecificRoute()
    {
        await using AppInstance app = await TestApp.StartAsync(typeof(HttpApp), typeof(CatchAllApp));
        using HttpClient client = app.Client();

        Assert.Equal("ada", await client.GetStringAsync("/api/named/ada"));
    }

    [Fact]
    public void Create_TwoFunctionsOnOneRoute_IsRefused()
    {
        FunctionDefinitionException e = Assert.Throws<FunctionDefinitionException>(() => HttpRouter.Create(AppModel.FromTypes([typeof(SameRoute)]), "api"));

        Assert.Contains("'A' and 'B' both answer GET 'api/things/{name}'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_RouteThatCannotBeRead_IsRefusedByName()
    {
        FunctionDefinitionException e = Assert.Throws<FunctionDefinitionException>(() => HttpRouter.Create(AppModel.FromTypes([typeof(BadRoute)]), "api"));

        Assert.Contains("'Unclosed'", e.Message, StringComparison.Ordinal);
    }

    public static class NamedMethods
    {
        [Function("NamedMethods")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "{*path}")] HttpRequest request) =>
            Results.NotFound(request.Method);
    }

    public static class SameRoute
    {
        [Function("A")]
        public static void A([HttpTrigger("get", Route = "things/{id}")] HttpRequest request) => _ = request;

        [Function("B")]
        public static void B([HttpTrigger("get", "post", Route = "things/{name}")] HttpRequest request) => _ = request;
    }

    public static class BadRoute
    {
        [Function("Unclosed")]
        public static void Unclosed([HttpTrigger("get", Route = "things/{id")] HttpRequest request) => _ = request;
    }
}
