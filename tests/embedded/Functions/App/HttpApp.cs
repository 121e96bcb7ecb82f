using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Embedded.Functions.Tests.App;

public sealed class HttpApp(Journal journal)
{
    [Function("Hello")]
    public static string NoResponse([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => $"hello {request.Path}";

    [Function("GetItem")]
    public static IActionResult GetItem(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "items/{id:int}")] HttpRequest request,
        int id,
        string? colour,
        bool loud = false) => new OkObjectResult(new { id, colour, loud });

    [Function("GetNamed")]
    public static IResult GetNamed([HttpTrigger("get", Route = "named/{name?}")] HttpRequest request, string? name) => Results.Text(name ?? "nobody");

    [Function("NeedsNumber")]
    public static IResult NeedsNumber([HttpTrigger("get", Route = "number")] HttpRequest request, int n) => Results.Ok(n);

    [Function("PostOrder")]
    public IResult PostOrder([HttpTrigger("post", Route = "orders")] HttpRequest request, [FromBody] Order order)
    {
        journal.Write($"{order.Item}x{order.Count}");
        return Results.Json(order, statusCode: StatusCodes.Status201Created);
    }

    [Function("Fail")]
    public static Task<IResult> Fail([HttpTrigger("get", Route = "fail")] HttpRequest request) => throw new InvalidOperationException("a secret of the implementation");

    [Function("Void")]
    public void Nothing([HttpTrigger("get", Route = "void")] HttpRequest request, FunctionContext context) =>
        journal.Write($"{context.FunctionDefinition.Name} {ReferenceEquals(context.GetHttpContext(), request.HttpContext)}");

    [Function("MultiOutput")]
    public static Answered MultiOutput([HttpTrigger("get", Route = "multi")] HttpRequest request) => new() { Response = new ConflictResult(), Note = "unused" };

    [Function("Wait")]
    public async Task<IResult> Wait([HttpTrigger("get", Route = "wait")] HttpRequest request, CancellationToken cancellationToken)
    {
        journal.Write("waiting");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            journal.Write("cancelled");
        }

        return Results.Ok();
    }

    public sealed class Answered
    {
        [HttpResult]
        public IActionResult? Response { get; set; }

        public string? Note { get; set; }
    }
}
