using DurableTask.Core.Exceptions;
using Embedded.DurableTask.Orchestration;
using Embedded.DurableTask.Replay;
using Embedded.DurableTask.Store;
using Embedded.DurableTask.Telemetry;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask.Engine;

/// <summary>Lets an orchestrator do its next work item: as it waits in memory if it does, after a replay of its history if not.</summary>
internal sealed partial class WorkItemRunner(
    DurableTaskRegistry registry, IServiceProvider services, OrchestrationSettings settings, DurableEngineOptions options, EngineTelemetry telemetry, ILogger logger)
{
    /// <exception cref="NonDeterministicOrchestrationException">The orchestrator no longer does what the instance's history says it did.</exception>
    public WorkItemOutcome Run(WorkItem item)
    {
        InstanceState state = item.State;
        try
        {
            if (state.History?.Events >= options.HistoryEventsMax) throw new HistoryTooLongException(options.HistoryEventsMax, "events");
            if (state.History?.TotalLength >= options.HistoryMaxBytes) throw new HistoryTooLongException(options.HistoryMaxBytes, "bytes");
            if (HasJustGrownLong(state.History)) LogHistoryLong(logger, state.Start.Name, state.Start.InstanceId, state.History!.Events, state.History.TotalLength);
            if (!registry.TryGetOrchestrator(state.Start.Name, state.Version, out Func<IServiceProvider, ITaskOrchestrator>? factory))
                return Ended(item, InstanceEnd.Failed(Failures.OrchestratorNotFound(state.Start.Name, state.Version), isFinal: true));
            OrchestrationExecution execution = item.Runtime.Execution ??= Replay(state, factory);
            execution.Run(item.At, item.Messages(), isReplaying: false);
            return OutcomeOf(item, execution);
        }
        catch (Exception e) when (e is not NonDeterministicOrchestrationException)
        {
            // Nothing of an orchestrator's own is thrown here: what it throws is its result. What is left fails the instance, with the reason.
            LogWorkItemFailed(logger, e, state.Start.Name, state.Start.InstanceId);
            return Ended(item, InstanceEnd.Failed(Failures.Record(e)));
        }
    }

    public static WorkItemOutcome Ended(WorkItem item, InstanceEnd end) => new(item.Instance.Id, item.At)
    {
        TakenFromInbox = item.Recorded.Length, Unrecorded = item.Unrecorded, End = end,
    };

    /// <summary>The last step took it over four fifths of a limit.</summary>
    private bool HasJustGrownLong(HistorySegment? history) => IsLong(history) && !IsLong(history?.Previous);

    private bool IsLong(HistorySegment? history) => history?.Events >= options.HistoryEventsMax / 5L * 4 || history?.TotalLength >= options.HistoryMaxBytes / 5 * 4;

    private OrchestrationExecution Replay(InstanceState state, Func<IServiceProvider, ITaskOrchestrator> factory)
    {
        using IServiceScope scope = services.CreateScope();
        ITaskOrchestrator orchestrator = factory(scope.ServiceProvider);
        if (telemetry.Metrics is not { } metrics || !state.HasWorked) return OrchestratorReplay.Run(state, orchestrator, settings, logger);
        long began = telemetry.Time.GetTimestamp();
        OrchestrationExecution execution = OrchestratorReplay.Run(state, orchestrator, settings, logger);
        metrics.Replayed(began);
        return execution;
    }

    private static WorkItemOutcome OutcomeOf(WorkItem item, OrchestrationExecution execution)
    {
        // The last generation's status shows until the next one has done its first step, and then no longer.
        bool changesCustomStatus = execution.TryTakeCustomStatus(out string? customStatus) || !item.State.HasWorked;
        (InstanceEnd? end, NextGeneration? next) = execution.Conclude();
        return new WorkItemOutcome(item.Instance.Id, item.At)
        {
            TakenFromInbox = item.Recorded.Length,
            Unrecorded = item.Unrecorded,
            Actions = execution.IsBroken ? [] : execution.Actions,
            ChangesCustomStatus = changesCustomStatus,
            CustomStatus = customStatus,
            End = end,
            Next = next,
            Trace = execution.TakeTrace(),
        };
    }

    [LoggerMessage(
        EventId = 13,
        Level = LogLevel.Warning,
        Message = "The history of instance {InstanceId} of the orchestrator {Name} has {Events} events and {Bytes} bytes, and nears the limit at which it fails; it should continue as new.")]
    private static partial void LogHistoryLong(ILogger logger, string name, string instanceId, int events, long bytes);

    [LoggerMessage(EventId = 11, Level = LogLevel.Error, Message = "A work item of the orchestrator {Name}, instance {InstanceId}, failed.")]
    private static partial void LogWorkItemFailed(ILogger logger, Exception exception, string name, string instanceId);
}
