using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Embedded.Functions.Tests.App;

public static class CatchAllApp
{
    [Function("CatchAll")]
    public static IResult CatchAll([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request, string? path) =>
        Results.Problem(detail: $"{request.Method} {path}", statusCode: StatusCodes.Status404NotFound);
}
