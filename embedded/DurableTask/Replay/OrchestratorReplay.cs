using DurableTask.Core.Exceptions;
using Embedded.DurableTask.Orchestration;
using Embedded.DurableTask.Store;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask.Replay;

/// <summary>Brings an orchestrator to where its history says it is.</summary>
internal static class OrchestratorReplay
{
    /// <exception cref="NonDeterministicOrchestrationException">It does not do again what it did.</exception>
    public static OrchestrationExecution Run(InstanceState state, ITaskOrchestrator orchestrator, OrchestrationSettings settings, ILogger logger)
    {
        var execution = new OrchestrationExecution(state, orchestrator, settings, logger);
        foreach (HistorySegment segment in HistorySegment.OldestFirst(state.History))
        {
            (HistoryEvent[] messages, HistoryEvent[] actions) = segment.ReadAll();
            execution.Run(segment.At, messages, isReplaying: true);
            ReplayCheck.Require(actions, execution.Actions);
            ReplayCheck.RequireGoesOn(execution);
            execution.ForgetCustomStatus();
        }

        return execution;
    }

    /// <summary>Replays a recording to its end.</summary>
    /// <exception cref="NonDeterministicOrchestrationException">The orchestrator does not do again what it did, or there is none of that name.</exception>
    public static void Check(RecordedHistory history, DurableTaskRegistry registry, IServiceProvider services, OrchestrationSettings settings, ILogger logger)
    {
        if (history.Steps.Count == 0) throw new ArgumentException("A recording has at least one step.", nameof(history));
        if (!registry.TryGetOrchestrator(history.Name, history.Version, out Func<IServiceProvider, ITaskOrchestrator>? factory))
            throw new NonDeterministicOrchestrationException(Failures.OrchestratorNotFound(history.Name, history.Version).ErrorMessage);
        OrchestrationExecution execution = Run(history.BeforeLastStep(), factory(services), settings, logger);
        RecordedStep last = history.Steps[^1];
        execution.Run(last.At, [.. last.Given], isReplaying: true);
        if (!execution.IsBroken) ReplayCheck.Require(last.Decided, execution.Actions);
        ReplayCheck.RequireEnd(history.End, execution);
    }
}
