namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>Runs around every function. An orchestrator's middleware must not leave the orchestrator's thread.</summary>
public interface IFunctionsWorkerMiddleware
{
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
