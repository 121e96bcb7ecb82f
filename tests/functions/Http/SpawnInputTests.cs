using System.Text;
using System.Text.Json;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Functions.Http.Bodies;
using PlatformDeployer.Functions.Tests.Harness;

namespace PlatformDeployer.Functions.Tests.Http;

/// <summary>Every bad input of a spawn has its own answer and leaves nothing behind.</summary>
public sealed class SpawnInputTests
{
    private static readonly PlatformPath Root = PlatformPath.Root(PlatformName.Parse("root"));

    [Theory]
    [InlineData("{\n  \"name\": \"acme\",\n  oops\n}", 3, 3)]
    [InlineData("{\"name\":\"acme\"", 1, 15)]
    [InlineData("{\"name\":\"acme\"} x", 1, 17)]
    [InlineData("{\"name\":\"é\",}", 1, 13)]
    [InlineData("// comment\n{}", 1, 1)]
    [InlineData("{\"name\":\"\\ud800\"}", 1, 9)]
    [InlineData("", 1, 1)]
    [InlineData("   \n ", 1, 1)]
    public async Task Spawn_MalformedJson_SaysLineAndColumn(string body, int line, int column)
    {
        var api = new ApiHarness();
        JsonElement problem = (await api.SpawnAsync(body)).Problem(ProblemCodes.MalformedJson);
        Assert.Equal((line, column), (problem.GetProperty("line").GetInt32(), problem.GetProperty("column").GetInt32()));
        AssertNothingLeft(api);
    }

    [Fact]
    public async Task Spawn_InvalidUtf8_SaysWhere()
    {
        var api = new ApiHarness();
        JsonElement problem = (await api.SendAsync("POST", "/api/platforms", [.. "{\"name\":\""u8, 0xFF, .. "\"}"u8])).Problem(ProblemCodes.MalformedJson);
        Assert.Equal(10, problem.GetProperty("column").GetInt32());
    }

    [Fact]
    public async Task Spawn_TooDeep_IsInvalidAndSaysWhere()
    {
        // the body and its parameters are two levels of the 64
        static string Nested(int levels) => $$$"""{"name":"acme","template":"basic","parameters":{"a":{{{new string('[', levels)}}}{{{new string(']', levels)}}} } }""";
        JsonElement problem = (await new ApiHarness().SpawnAsync(Nested(63))).Problem(ProblemCodes.InvalidRequest);
        int column = Nested(63).LastIndexOf('[') + 1;
        Assert.Equal($"Line 1, column {column}: Objects and arrays may nest at most 64 levels deep.", problem.GetProperty("detail").GetString());
        Assert.Equal((1, column), (problem.GetProperty("line").GetInt32(), problem.GetProperty("column").GetInt32()));
        Assert.NotEmpty((await new ApiHarness().SpawnAsync(Nested(62))).ErrorsOf("parameters.a"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"acme\"")]
    [InlineData("1")]
    [InlineData("true")]
    public async Task Spawn_BodyThatIsNoObject_IsInvalid(string body) => (await new ApiHarness().SpawnAsync(body)).Problem(ProblemCodes.InvalidRequest);

    [Theory]
    [InlineData("""{"nmae":"acme","template":"basic"}""", "nmae", "Did you mean 'name'?")]
    [InlineData("""{"name":"acme","template":"basic","limits":{"dept":1}}""", "limits.dept", "Did you mean 'depth'?")]
    [InlineData("""{"name":"acme","template":"basic","colour":"red"}""", "colour", "The fields are")]
    [InlineData("""{"name":"acme","template":"basic","Name":"other"}""", "Name", "Did you mean 'name'?")]
    public async Task Spawn_UnknownField_NamesIt(string body, string field, string hint)
    {
        var api = new ApiHarness();
        ApiAnswer answer = await api.SpawnAsync(body);
        answer.Problem(ProblemCodes.UnknownField);
        Assert.Contains(answer.ErrorsOf(field), message => message.Contains(hint, StringComparison.Ordinal));
        AssertNothingLeft(api);
    }

    [Theory]
    [InlineData("""{"name":"acme","template":"basic","name":"other"}""", "name")]
    [InlineData("""{"name":"acme","template":"basic","labels":{"a":"1","a":"2"}}""", "labels.a")]
    [InlineData("""{"name":"acme","template":"basic","parameters":{"labels":[{"x":1,"x":2}]}}""", "parameters.labels[0].x")]
    public async Task Spawn_RepeatedField_IsInvalidAndNamed(string body, string field)
    {
        var api = new ApiHarness();
        ApiAnswer answer = await api.SpawnAsync(body);
        Assert.Equal($"The field '{field}' is there more than once.", answer.Problem(ProblemCodes.InvalidRequest).GetProperty("detail").GetString());
        Assert.Equal([$"The field '{field}' is there more than once."], answer.ErrorsOf(field));
        AssertNothingLeft(api);
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("-1")]
    [InlineData("2147483648")]
    public async Task Spawn_LimitThatIsNoCount_SaysWhatItMayBe(string depth)
    {
        ApiAnswer answer = await new ApiHarness().SpawnAsync($$$"""{"name":"acme","template":"basic","limits":{"depth":{{{depth}}}}}""");
        Assert.Equal("limits.depth must be an integer from 0 to 2147483647.", answer.Problem(ProblemCodes.InvalidRequest).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("""{"template":"basic"}""", "name")]
    [InlineData("""{"name":null,"template":"basic"}""", "name")]
    [InlineData("""{"name":"","template":"basic"}""", "name")]
    [InlineData("""{"name":"ab","template":"basic"}""", "name")]
    [InlineData("""{"name":"Acme","template":"basic"}""", "name")]
    [InlineData("""{"name":"acme-","template":"basic"}""", "name")]
    [InlineData("""{"name":"acme\n","template":"basic"}""", "name")]
    [InlineData("""{"name":"a123456789012345678901234567890123456789x","template":"basic"}""", "name")]
    [InlineData("""{"name":7,"template":"basic"}""", "name")]
    [InlineData("""{"name":"acme"}""", "template")]
    [InlineData("""{"name":"acme","template":{}}""", "template")]
    [InlineData("""{"name":"acme","template":"basic","region":5}""", "region")]
    [InlineData("""{"name":"acme","template":"basic","parentId":"NO WAY"}""", "parentId")]
    [InlineData("""{"name":"acme","template":"basic","parameters":[]}""", "parameters")]
    [InlineData("""{"name":"acme","template":"basic","parameters":{"logRetentionDays":"long"}}""", "parameters.logRetentionDays")]
    [InlineData("""{"name":"acme","template":"basic","parameters":{"logRetentionDays":5}}""", "parameters.logRetentionDays")]
    [InlineData("""{"name":"acme","template":"basic","parameters":{"nothing":5}}""", "parameters.nothing")]
    [InlineData("""{"name":"acme","template":"basic","labels":{"Team":"x"}}""", "labels.Team")]
    [InlineData("""{"name":"acme","template":"basic","labels":{"team":7}}""", "labels.team")]
    [InlineData("""{"name":"acme","template":"basic","labels":{"team":"a\u0007b"}}""", "labels.team")]
    [InlineData("""{"name":"acme","template":"basic","limits":{"depth":-1}}""", "limits.depth")]
    [InlineData("""{"name":"acme","template":"basic","limits":{"children":1.5}}""", "limits.children")]
    [InlineData("""{"name":"acme","template":"basic","limits":{"descendants":99999999999}}""", "limits.descendants")]
    [InlineData("""{"name":"acme","template":"basic","limits":{"templates":"basic"}}""", "limits.templates")]
    [InlineData("""{"name":"acme","template":"basic","limits":{"regions":["westeurope",1]}}""", "limits.regions[1]")]
    public async Task Spawn_WrongField_NamesIt(string body, string field)
    {
        var api = new ApiHarness();
        ApiAnswer answer = await api.SpawnAsync(body);
        answer.Problem(ProblemCodes.InvalidRequest);
        Assert.NotEmpty(answer.ErrorsOf(field));
        AssertNothingLeft(api);
    }

    [Fact]
    public async Task Spawn_SeveralWrongFields_NamesAllAtOnce()
    {
        ApiAnswer answer = await new ApiHarness().SpawnAsync("""{"name":"A","region":"mars","labels":{"_":"x"},"limits":{"depth":-1,"templates":["gone"]}}""");
        answer.Problem(ProblemCodes.InvalidRequest);
        Assert.Equal(
            ["labels._", "limits.depth", "limits.templates[0]", "name", "region", "template"],
            answer.Json.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Spawn_TooManyLabels_IsInvalid()
    {
        string labels = string.Join(',', Enumerable.Range(0, 51).Select(i => $"\"l{i}\":\"x\""));
        ApiAnswer answer = await new ApiHarness().SpawnAsync($$$"""{"name":"acme","template":"basic","labels":{ {{{labels}}} } }""");
        answer.Problem(ProblemCodes.InvalidRequest);
        Assert.NotEmpty(answer.ErrorsOf("labels"));
    }

    [Theory]
    [InlineData("basik")]
    [InlineData("basic@9.9.9")]
    [InlineData("basic@x")]
    [InlineData("")]
    public async Task Spawn_UnknownTemplate_ListsTheKnown(string template)
    {
        var api = new ApiHarness();
        JsonElement problem = (await api.SpawnAsync($$"""{"name":"acme","template":"{{template}}"}""")).Problem(ProblemCodes.UnknownTemplate);
        string[] known = [.. problem.GetProperty("knownTemplates").EnumerateArray().Select(name => name.GetString()!)];
        Assert.Contains(known, name => name.StartsWith("basic@", StringComparison.Ordinal));
        Assert.Contains(known, name => name.StartsWith("soulfra@", StringComparison.Ordinal));
        AssertNothingLeft(api);
    }

    [Fact]
    public async Task Spawn_UnknownRegion_ListsTheKnown()
    {
        JsonElement problem = (await new ApiHarness().SpawnAsync("""{"name":"acme","template":"basic","region":"mars"}""")).Problem(ProblemCodes.UnknownRegion);
        Assert.Contains("westeurope", problem.GetProperty("knownRegions").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public async Task Spawn_UnknownParent_IsNotFound()
    {
        var api = new ApiHarness();
        (await api.SpawnAsync("""{"name":"acme","template":"basic","parentId":"nobody"}""")).Problem(ProblemCodes.ParentNotFound);
        AssertNothingLeft(api);
    }

    [Fact]
    public async Task Spawn_NameTaken_NamesTheHolder()
    {
        var api = new ApiHarness();
        api.Add("holder", name: "acme");
        JsonElement problem = (await api.SpawnAsync(ApiHarness.Child)).Problem(ProblemCodes.NameTaken);
        Assert.Equal("holder", problem.GetProperty("holderId").GetString());
        Assert.Single(api.Below);
    }

    [Fact]
    public async Task Spawn_ChildrenExhausted_SaysWhichWhoseAndItsValue()
    {
        var api = new ApiHarness(EffectiveLimits.Unlimited with { Children = new CountLimit(1, Root) });
        api.Add("first");
        JsonElement problem = (await api.SpawnAsync(ApiHarness.Child)).Problem(ProblemCodes.LimitExceeded);
        Assert.Equal("children", problem.GetProperty("limit").GetString());
        Assert.Equal("/root", problem.GetProperty("owner").GetString());
        Assert.Equal(1, problem.GetProperty("value").GetInt32());
        Assert.Equal(1, problem.GetProperty("current").GetInt32());
        Assert.Single(api.Below);
    }

    [Fact]
    public async Task Spawn_DepthExhausted_IsForbidden()
    {
        JsonElement problem = (await new ApiHarness(EffectiveLimits.Unlimited with { Depth = new DepthLimit(0, Root) }).SpawnAsync(ApiHarness.Child)).Problem(ProblemCodes.LimitExceeded);
        Assert.Equal("depth", problem.GetProperty("limit").GetString());
    }

    [Theory]
    [InlineData("templates", """{"name":"acme","template":"soulfra"}""")]
    [InlineData("regions", """{"name":"acme","template":"basic","region":"northeurope"}""")]
    public async Task Spawn_TemplateOrRegionNotAllowed_IsForbidden(string limit, string body)
    {
        var limits = EffectiveLimits.Unlimited with { Templates = new SetLimit(["basic"], Root), Regions = new SetLimit(["westeurope"], Root) };
        JsonElement problem = (await new ApiHarness(limits).SpawnAsync(body)).Problem(ProblemCodes.LimitExceeded);
        Assert.Equal(limit, problem.GetProperty("limit").GetString());
        Assert.Equal(JsonValueKind.Array, problem.GetProperty("value").ValueKind);
    }

    [Theory]
    [InlineData("""{"depth":3}""", "depth")]
    [InlineData("""{"children":9}""", "children")]
    [InlineData("""{"descendants":9}""", "descendants")]
    [InlineData("""{"templates":["soulfra"]}""", "templates")]
    [InlineData("""{"regions":["northeurope"]}""", "regions")]
    public async Task Spawn_WiderLimits_AreForbidden(string wanted, string limit)
    {
        var limits = new EffectiveLimits(
            new DepthLimit(3, Root), new CountLimit(5, Root), new CountLimit(9, Root), new SetLimit(["basic"], Root), new SetLimit(["westeurope"], Root));
        var api = new ApiHarness(limits);
        JsonElement problem = (await api.SpawnAsync($$"""{"name":"acme","template":"basic","limits":{{wanted}}}""")).Problem(ProblemCodes.LimitWidened);
        Assert.Equal(limit, problem.GetProperty("limit").GetString());
        Assert.Equal("/root", problem.GetProperty("owner").GetString());
        Assert.True(problem.GetProperty("errors").TryGetProperty($"limits.{limit}", out _));
        AssertNothingLeft(api);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Spawn_LargeBody_IsRefusedAndNotRead(bool saysLength)
    {
        var api = new ApiHarness();
        byte[] body = Encoding.UTF8.GetBytes($$$"""{"name":"acme","template":"basic","labels":{"x":"{{{new string('x', RequestBody.BytesMax)}}}"}}""");
        (string, string)[] headers = saysLength ? [("Content-Length", body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture))] : [];
        (await api.SendAsync("POST", "/api/platforms", body, headers)).Problem(ProblemCodes.BodyTooLarge);
        AssertNothingLeft(api);
    }

    [Fact]
    public async Task Spawn_LargestBody_IsRead()
    {
        byte[] body = Encoding.UTF8.GetBytes(ApiHarness.Child.PadRight(RequestBody.BytesMax));
        Assert.Equal(202, (await new ApiHarness().SendAsync("POST", "/api/platforms", body)).Status);
    }

    [Theory]
    [InlineData("Content-Type", "text/plain")]
    [InlineData("Content-Type", "application/x-www-form-urlencoded")]
    [InlineData("Content-Type", "application/json; charset=utf-16")]
    [InlineData("Content-Type", "nonsense")]
    [InlineData("Content-Type", "")]
    [InlineData("Content-Encoding", "gzip")]
    public async Task Spawn_WrongMediaType_IsRefused(string header, string value)
    {
        var api = new ApiHarness();
        (await api.SpawnAsync(ApiHarness.Child, (header, value))).Problem(ProblemCodes.UnsupportedMediaType);
        AssertNothingLeft(api);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    [InlineData("application/vnd.platform+json")]
    public async Task Spawn_JsonMediaType_IsTaken(string type) => Assert.Equal(202, (await new ApiHarness().SpawnAsync(ApiHarness.Child, ("Content-Type", type))).Status);

    [Fact]
    public async Task Spawn_UnknownQueryParameter_IsRefused() =>
        (await new ApiHarness().SendAsync("POST", "/api/platforms?dryRun=true", Encoding.UTF8.GetBytes(ApiHarness.Child))).Problem(ProblemCodes.InvalidQuery);

    private static void AssertNothingLeft(ApiHarness api)
    {
        Assert.Empty(api.Below);
        Assert.Empty(api.Client.Scheduled);
    }
}
