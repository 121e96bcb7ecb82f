using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PlatformDeployer.Contracts.Problems;
using PlatformDeployer.Functions.Problems;

namespace PlatformDeployer.Functions.Tests.Harness;

/// <summary>What a function answered.</summary>
internal sealed record ApiAnswer(int Status, IHeaderDictionary Headers, byte[] Body)
{
    public JsonElement Json => JsonDocument.Parse(Body, new JsonDocumentOptions { MaxDepth = 10_000 }).RootElement;

    public string Code => Json.GetProperty("code").GetString()!;

    /// <summary>Checks that it is a whole problem with the code's own status, and answers it.</summary>
    public JsonElement Problem(string code)
    {
        Assert.Equal(ProblemView.MediaType, Headers.ContentType.ToString());
        Assert.Equal(code, Code);
        Assert.Equal(ProblemCatalog.StatusOf(code), Status);
        Assert.Equal(Status, Json.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrEmpty(Json.GetProperty("title").GetString()));
        Assert.False(string.IsNullOrEmpty(Json.GetProperty("detail").GetString()));
        return Json;
    }

    /// <summary>The messages of a field.</summary>
    public string[] ErrorsOf(string field) => [.. Json.GetProperty("errors").GetProperty(field).EnumerateArray().Select(message => message.GetString()!)];
}
