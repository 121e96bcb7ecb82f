using Microsoft.DurableTask;

namespace DurableTask.Core.Exceptions;

/// <summary>The cause inside a failed activity call, under the name that the official core's internal exception shows in failure details.</summary>
internal sealed class TaskFailedException(TaskFailureDetails failureDetails) : Exception(failureDetails.ErrorMessage)
{
    public TaskFailureDetails FailureDetails => failureDetails;
}
