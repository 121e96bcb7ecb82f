using DurableTask.Core.Exceptions;
using Embedded.DurableTask.Store;

namespace Embedded.DurableTask.Engine;

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
            throw new NonDeterministicOrchestrationException(
                $"The orchestrator does not do in the replay what its history says it did: expected {Text(expected)}, but came {Text(came)}. "
                + "Its code must not change while instances of it are under way, nor depend on time, chance or anything outside.");
        }
    }

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
