namespace Microsoft.DurableTask;

/// <summary>An activity as the engine calls it.</summary>
public interface ITaskActivity
{
    Type InputType { get; }

    Type OutputType { get; }

    Task<object?> RunAsync(TaskActivityContext context, object? input);
}
