using System.Text.Json;
using Embedded.Host;
using Microsoft.AspNetCore.Http;
using PlatformDeployer.Contracts.Problems;

namespace PlatformDeployer.Functions.Tests.Machine;

public sealed class UnroutedAnswerTests
{
    [Theory]
    [InlineData(404, "POST", "/", ProblemCodes.RouteNotFound)]
    [InlineData(405, "FOO", "/api/platforms", ProblemCodes.MethodNotAllowed)]
    [InlineData(503, "GET", "/api/platforms", ProblemCodes.TemporarilyUnavailable)]
    public async Task Write_ByTheStatus_IsAProblemWithItsCode(int status, string method, string path, string code)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Path = path;
        context.Response.StatusCode = status;
        context.Response.Body = new MemoryStream();

        await UnroutedAnswer.WriteAsync(context);

        using JsonDocument problem = JsonDocument.Parse(((MemoryStream)context.Response.Body).ToArray());
        Assert.Equal((status, "application/problem+json"), (context.Response.StatusCode, context.Response.ContentType));
        Assert.Equal((code, status), (problem.RootElement.GetProperty("code").GetString(), problem.RootElement.GetProperty("status").GetInt32()));
        Assert.Equal(status == 503 ? "1" : "", context.Response.Headers.RetryAfter.ToString());
    }
}
