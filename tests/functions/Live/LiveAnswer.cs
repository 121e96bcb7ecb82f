using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Tests.Live;

/// <summary>What came back over the wire.</summary>
internal sealed record LiveAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, string Body)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public string? ContentType => ContentHeaders.ContentType?.MediaType;

    /// <summary>The body as what it should be; fails unless the status is the expected one.</summary>
    public T Read<T>(HttpStatusCode status = HttpStatusCode.OK)
    {
        Assert.True(Status == status, $"Expected {status}, got {Status}: {Body}");
        return JsonSerializer.Deserialize<T>(Body, Options) ?? throw new JsonException("null");
    }

    /// <summary>Checks that it is a whole problem with the code's own status, and answers it.</summary>
    public ProblemView Problem(string code)
    {
        Assert.True(ContentType == ProblemView.MediaType, $"Expected a problem, got {Status} {ContentType}: {Body}");
        ProblemView problem = JsonSerializer.Deserialize<ProblemView>(Body, Options)!;
        Assert.Equal(code, problem.Code);
        Assert.Equal(ProblemCatalog.StatusOf(code), (int)Status);
        Assert.Equal((int)Status, problem.Status);
        Assert.False(string.IsNullOrEmpty(problem.Title));
        Assert.False(string.IsNullOrEmpty(problem.Detail));
        return problem;
    }
}
