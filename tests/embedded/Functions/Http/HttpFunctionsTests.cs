using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Embedded.Functions.Hosting;
using Embedded.Functions.Tests.App;

namespace Embedded.Functions.Tests.Http;

public sealed class HttpFunctionsTests
{
    [Fact]
    public async Task Get_RouteAndQueryParameters_AreBoundByName()
    {
        await using AppInstance app = await TestApp.StartAsync(typeof(HttpApp));
        using HttpClient client = app.Client();

        using HttpResponseMessage response = await client.GetAsync("/api/items/7?colour=red&loud=true");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        JsonElement body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(7, body.GetProperty("id").GetInt32());
        Assert.Equal("red", body.GetProperty("colour").GetString());
        Assert.True(body.GetProperty("loud").GetBoolean());
    }

    [Fact]
    public async Task Get_QueryParameterAbsent_IsDefaultOrNull()
    {
        await using AppInstance app = await TestApp.StartAsync(typeof(HttpApp));
        using HttpClient client = app.Client();

        JsonElement body = await client.GetFromJsonAsync<JsonElement>("/api/items/7");

        Assert.Equal(JsonValueKind.Null, body.GetProperty("colour").ValueKind);
        Assert.False(body.GetProperty("loud").GetBoolean());
    }

    [Theory]
    [InlineData("/api/number?n=12", HttpStatusCode.OK)]
    [InlineData("/api/number?n=twelve", HttpStatusCode.InternalServerError)]
    [InlineData("/api/number", HttpStatusCode.InternalServerError)]
    public async Task Get_ValueThatIsNoNumber_FailsAsTheWorkerDoes(string path, HttpStatusCode expected)
    {
        await using AppInstance app = await TestApp.StartAsync(typeof(HttpApp));
        using HttpClient client = app.Client();

        using HttpResponseMessage response = await client.GetAsync(path);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("/api/named/ada", "ada")]
    [InlineData("/api/named", "nobody")]
    public async Task Get_OptionalRouteParameter_MayBeLeftOut(string path, string expected)
    {
        await using AppInstance app = await TestApp.StartAsync(typeof(HttpApp));
        using HttpClient client = app.Client();

        Assert.Equal(expected, await client.GetStringAsync(path));
    }

    [Fact]
    public async Task Post_JsonBody_IsBoundAndAnswered()
    {
        await using AppInstance app = await TestApp.StartAsync(typeof(HttpApp));
        using HttpClient client = app.Client();

        using HttpResponseMessage response = await client.PostAsJsonAsync("/api/orders", new Order("nail", 3));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("{\"item\":\"nail\",\"count\":3}", await response.Content.ReadAsStringAsync());
        Assert.Equal(["nailx3"], app.Journal().Entries);
    }

    [Theory]
    [InlineData("{\"item\":", "application/json")]
    [InlineData("null", "application/json")]
    [InlineData("{}", "text/plain")]
    public async Task Post_BodyThatCannotBeBound_Is500AndTheFunctionDoesNotRun(string body, string contentType)
    {
        await using AppInstance app = await TestApp.StartAsync(typeof(HttpApp));
        using HttpClient client = app.Client();
        using StringContent content = new(body, Encoding.UTF8, contentType);

        using HttpResponseMessage response = await client.PostAsync("/api/orders", content);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(app.Journal().Entries);
    }

    [Fact]
    public async Task Get_UnhandledException_Is500AndTellsNothing()
    {
        await using AppInstance app = await TestApp.StartAsync(typeof(HttpApp));
        using HttpClient client = app.Client();

        using HttpResponseMessage response = await client.GetAsync("/api/fail");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/api/Hello")]
    [InlineData("/api/void")]
    public async Task Get_ResultThatIsNoResponse_Is200AndEmpty(string path)
    {
        await using AppInstance app = await TestApp.StartAsync(typeof(HttpApp));
        using HttpClient client = app.Client();

        using HttpResponseMessage response = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Get_FunctionContextParameter_KnowsTheHttpContext()
    {
        await using AppInstance app = await TestApp.StartAsync(typeof(HttpApp));
        using HttpClient client = app.Client();

        await client.GetStringAsync("/api/void");

        Assert.Equal(["Void True"], app.Journal().Entries);
    }

    [Fact]
    public async Task Get_MultiOutputWithHttpResult_IsAnsweredByThatProperty()
    {
        await using AppInstance app = await TestApp.StartAsync(typeof(HttpApp));
        using HttpClient client = app.Client();

        using HttpResponseMessage response = await client.GetAsync("/api/multi");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
    }

    [Fact]
    public async Task Get_ClientGoesAway_CancelsTheFunction()
    {
        await using AppInstance app = await TestApp.StartAsync(typeof(HttpApp));
        using HttpClient client = app.Client();
        using CancellationTokenSource gone = new();

        Task<HttpResponseMessage> request = client.GetAsync("/api/wait", gone.Token);
        await app.Journal().WaitAsync();
        Assert.False(app.IsIdle);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await app.Journal().WaitAsync();
        Assert.Equal(["waiting", "cancelled"], app.Journal().Entries);
    }
}
