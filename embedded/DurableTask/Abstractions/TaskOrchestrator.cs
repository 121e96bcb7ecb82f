namespace Microsoft.DurableTask;

/// <summary>An orchestrator written as a class: it may await only what its context offers.</summary>
public abstract class TaskOrchestrator<TInput, TOutput> : ITaskOrchestrator
{
    Type ITaskOrchestrator.InputType => typeof(TInput);

    Type ITaskOrchestrator.OutputType => typeof(TOutput);

    public abstract Task<TOutput> RunAsync(TaskOrchestrationContext context, TInput input);

    async Task<object?> ITaskOrchestrator.RunAsync(TaskOrchestrationContext context, object? input)
    {
        ArgumentNullException.ThrowIfNull(context);

        // An orchestrator's continuations belong on the orchestrator's own context.
        return await RunAsync(context, TaskInput.As<TInput>(input)!).ConfigureAwait(true);
    }
}
