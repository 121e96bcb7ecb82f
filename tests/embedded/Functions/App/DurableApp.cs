using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.Functions.Tests.App;

public sealed class DurableApp(Journal journal)
{
    [Function("StartGreeting")]
    public static async Task<IResult> StartGreeting(
        [HttpTrigger("post", Route = "greetings/{name}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string name,
        CancellationToken cancellationToken)
    {
        string id = await client.ScheduleNewOrchestrationInstanceAsync("Greeting", name, cancellationToken);
        OrchestrationMetadata done = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellationToken);
        return Results.Text(done.ReadOutputAs<string>());
    }

    [Function("Greeting")]
    public static async Task<string> Greeting([OrchestrationTrigger] TaskOrchestrationContext context, string name)
    {
        string greeting = await context.CallActivityAsync<string>("Greet", new Order(name, 1));
        FunctionContext function = context.GetFunctionContext()!;
        return $"{greeting} by {function.FunctionDefinition.Name}";
    }

    [Function("Greet")]
    public string Greet([ActivityTrigger] Order order, string instanceId, FunctionContext context, CancellationToken cancellationToken)
    {
        journal.Write($"{context.FunctionDefinition.Name} {instanceId.Length > 0} {cancellationToken.CanBeCanceled}");
        return $"hello {order.Item}";
    }

    [Function("Sleeper")]
    public async Task<string> Sleeper([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync("Note", "before");
        await context.CreateTimer(TimeSpan.FromHours(6), CancellationToken.None);
        await context.CallActivityAsync("Note", "after");
        return context.InstanceId;
    }

    [Function("Note")]
    public Task Note([ActivityTrigger] string text)
    {
        journal.Write(text);
        return Task.CompletedTask;
    }

    [Function("Careless")]
    public static Task<string> Careless([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync<string>("Refuse", 3);

    [Function("Refuse")]
    public static async Task<string> Refuse([ActivityTrigger] int number)
    {
        await Task.Yield();
        throw new InvalidOperationException($"not {number}", new ArgumentException("inner"));
    }

    [Function("RefuseAtOnce")]
    public static string RefuseAtOnce([ActivityTrigger] string? text) => throw new NotSupportedException(text);

    [Function("Eager")]
    public static Task<string> Eager([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync<string>("RefuseAtOnce", "never");

    [Function("Endless")]
    public async Task Endless([ActivityTrigger] string? text, CancellationToken cancellationToken)
    {
        journal.Write("endless");
        _ = text;
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }

    [Function("Hopeless")]
    public static Task Hopeless([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync("Endless");
}
