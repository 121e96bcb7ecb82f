using Microsoft.DurableTask;

namespace Embedded.DurableTask.Orchestration;

/// <summary>Turns exceptions into failure details.</summary>
internal static class Failures
{
    private const int DepthMax = 32;
    private const int StackTraceMaxLength = 16 * 1024;
    private const int MessageMaxLength = 64 * 1024;

    public static TaskFailureDetails OrchestratorNotFound(string name, string version) => NotFound("orchestrator", "OrchestratorTaskNotFound", name, version);

    public static TaskFailureDetails ActivityNotFound(string name, string version) => NotFound("activity", "ActivityTaskNotFound", name, version);

    public static TaskFailureDetails EntityNotFound(string name) => NotFound("entity", "EntityTaskNotFound", name, version: string.Empty);

    /// <summary>An exception and those inside it; a failed activity's cause shows as the failure it stands for.</summary>
    public static TaskFailureDetails Describe(Exception exception) => Describe(exception, showCauses: true);

    /// <summary>
    /// What is recorded of a task that failed. A failed call that nobody caught keeps the failure it came from; one that was wrapped does not, as
    /// in the official engine.
    /// </summary>
    public static TaskFailureDetails Record(Exception exception)
    {
        TaskFailureDetails described = Describe(exception, showCauses: false);
        return exception is TaskFailedException failed ? described with { InnerFailure = failed.FailureDetails } : described;
    }

    private static TaskFailureDetails Describe(Exception exception, bool showCauses)
    {
        var chain = new Stack<Exception>();
        for (Exception? e = exception; e is not null && chain.Count < DepthMax; e = e.InnerException) chain.Push(e);
        TaskFailureDetails? inner = null;
        foreach (Exception e in chain)
        {
            inner = showCauses && e is global::DurableTask.Core.Exceptions.TaskFailedException cause
                ? cause.FailureDetails
                : new TaskFailureDetails(e.GetType().ToString(), Shortened(e.Message, MessageMaxLength)!, Shortened(e.StackTrace, StackTraceMaxLength), inner, Properties: null);
        }

        return inner!;
    }

    private static string? Shortened(string? text, int maxLength) => text?.Length > maxLength ? text[..maxLength] : text;

    private static TaskFailureDetails NotFound(string kind, string type, string name, string version)
    {
        string versioned = version.Length == 0 ? string.Empty : $" with version '{version}'";
        return new TaskFailureDetails(type, $"No {kind} task named '{name}'{versioned} was found.", StackTrace: null, InnerFailure: null, Properties: null);
    }
}
