namespace Microsoft.DurableTask;

/// <summary>An activity or sub-orchestration failed. A terminated sub-orchestration has no failure details.</summary>
public sealed class TaskFailedException : Exception
{
    public TaskFailedException(string taskName, int taskId, Exception innerException)
        : base(MessageOf(taskName, taskId, DetailsOf(innerException)?.ErrorMessage ?? innerException?.Message), innerException)
    {
        ArgumentNullException.ThrowIfNull(innerException);
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = DetailsOf(innerException) ?? TaskFailureDetails.FromException(innerException);
    }

    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base(MessageOf(taskName, taskId, failureDetails?.ErrorMessage))
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails!;
    }

    public string TaskName { get; }

    /// <summary>The number of the call within its orchestration; each attempt of a retried call has its own.</summary>
    public int TaskId { get; }

    public TaskFailureDetails FailureDetails { get; }

    private static TaskFailureDetails? DetailsOf(Exception? cause) => (cause as global::DurableTask.Core.Exceptions.TaskFailedException)?.FailureDetails;

    private static string MessageOf(string taskName, int taskId, string? cause)
    {
        string message = $"Task '{taskName}' (#{taskId}) failed with an unhandled exception";
        return cause is null ? message + "." : $"{message}: {cause}";
    }
}
