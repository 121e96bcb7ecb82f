using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Entities;

namespace Embedded.Functions.Tests.App;

public sealed class EntityApp(Journal journal)
{
    [Function("Tally")]
    public static Task Tally([EntityTrigger] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync<TallyEntity>();

    [Function("RunBasket")]
    public static Task RunBasket([EntityTrigger(EntityName = "Basket")] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync<BasketState>();

    [Function("Echo")]
    public async Task Echo([EntityTrigger] TaskEntityDispatcher dispatcher, FunctionContext context, string instanceId)
    {
        await dispatcher.DispatchAsync(operation => operation.Name == "fail"
            ? throw new TimeoutException("echo failed")
            : new ValueTask<object?>($"{operation.Name} {operation.GetInput<string>()}"));
        journal.Write($"{context.FunctionDefinition.Name} {instanceId}");
    }

    [Function("Idle")]
    public static void Idle([EntityTrigger] TaskEntityDispatcher dispatcher) => _ = dispatcher;

    [Function("Twice")]
    public static async Task Twice([EntityTrigger] TaskEntityDispatcher dispatcher)
    {
        await dispatcher.DispatchAsync<BasketState>();
        await dispatcher.DispatchAsync<BasketState>();
    }

    [Function("Call")]
    public static async Task<string> Call([OrchestrationTrigger] TaskOrchestrationContext context, string[] call)
    {
        try
        {
            return $"{await context.Entities.CallEntityAsync<object>(new EntityInstanceId(call[0], "x"), call[1], call[2])}";
        }
        catch (EntityOperationFailedException e)
        {
            return $"{e.FailureDetails.ErrorType}: {e.FailureDetails.ErrorMessage}";
        }
    }

    public sealed class TallyEntity(Journal journal) : TaskEntity<int>
    {
        public int Count(string what)
        {
            journal.Write("counts " + what);
            return ++State;
        }
    }

    public sealed class BasketState
    {
        public List<string> Things { get; init; } = [];

        public int Put(string thing)
        {
            Things.Add(thing);
            return Things.Count;
        }
    }
}
