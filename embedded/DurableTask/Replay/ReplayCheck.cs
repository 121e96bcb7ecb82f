using DurableTask.Core.Exceptions;
using Embedded.DurableTask.Orchestration;
using Embedded.DurableTask.Store;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Replay;

/// <summary>Compares what an orchestrator decides in a replay with what it decided when it happened.</summary>
internal static class ReplayCheck
{
    /// <exception cref="NonDeterministicOrchestrationException">They are not the same.</exception>
    public static void Require(IReadOnlyList<HistoryEvent> recorded, IReadOnlyList<HistoryEvent> replayed)
    {
        for (int i = 0; i < Math.Max(recorded.Count, replayed.Count); i++)
        {
            HistoryEvent? expected = i < recorded.Count ? recorded[i] : null;
            HistoryEvent? came = i < replayed.Count ? replayed[i] : null;
            if (expected is not null && came is not null && IsSame(expected, came)) continue;
            throw Differs(Text(expected), Text(came));
        }
    }

    /// <summary>A step in a history is one after which the instance went on; none of them may be the orchestrator's last.</summary>
    /// <exception cref="NonDeterministicOrchestrationException">It ends there now.</exception>
    public static void RequireGoesOn(OrchestrationExecution execution) => RequireEnd(RecordedEnd.None, execution);

    /// <exception cref="NonDeterministicOrchestrationException">The orchestrator comes to something else.</exception>
    public static void RequireEnd(RecordedEnd expected, OrchestrationExecution execution)
    {
        (InstanceEnd? end, NextGeneration? next) = execution.Conclude();
        RecordedEnd came = (end, next) switch
        {
            (_, not null) => RecordedEnd.ContinuedAsNew,
            (null, _) => RecordedEnd.None,
            ({ Status: OrchestrationRuntimeStatus.Completed }, _) => RecordedEnd.Completed,
            _ => RecordedEnd.Failed,
        };
        if (came != expected) throw Differs(Text(expected), end?.Failure is { } failure ? $"{Text(came)} by {failure}" : Text(came));
    }

    private static string Text(RecordedEnd end) => end switch
    {
        RecordedEnd.None => "that it goes on",
        RecordedEnd.ContinuedAsNew => "that it continues as new",
        RecordedEnd.Failed => "that it fails",
        _ => "that it completes",
    };

    private static NonDeterministicOrchestrationException Differs(string expected, string came) => new(
        $"The orchestrator does not do in the replay what its history says it did: expected {expected}, but came {came}. "
        + "Its code must not change while instances of it are under way, nor depend on time, chance or anything outside. The instance is suspended; resume it under the code that it began with.");

    private static bool IsSame(HistoryEvent expected, HistoryEvent came) =>
        expected.Kind == came.Kind && expected.TaskId == came.TaskId && string.Equals(expected.Name, came.Name, StringComparison.OrdinalIgnoreCase)
        && (!IsOfEntities(expected.Kind) || string.Equals(TargetOf(expected), TargetOf(came), StringComparison.Ordinal));

    private static bool IsOfEntities(HistoryEventKind kind) =>
        kind is HistoryEventKind.EntityCalled or HistoryEventKind.EntitySignaled or HistoryEventKind.EntityLockRequested;

    private static string? TargetOf(HistoryEvent action) => action.Kind == HistoryEventKind.EntityLockRequested ? action.Data : action.InstanceId;

    private static string Text(HistoryEvent? action) => action switch
    {
        null => "nothing",
        { Kind: HistoryEventKind.EntityLockRequested } => $"{action.Kind} {action.Data} (#{action.TaskId})",
        { Kind: HistoryEventKind.EntityCalled or HistoryEventKind.EntitySignaled } => $"{action.Kind} '{action.Name}' of '{action.InstanceId}' (#{action.TaskId})",
        { Name: null } => $"{action.Kind} (#{action.TaskId})",
        _ => $"{action.Kind} '{action.Name}' (#{action.TaskId})",
    };
}
