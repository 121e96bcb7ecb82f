using DurableTask.Core.Exceptions;
using Embedded.DurableTask.Orchestration;
using Embedded.DurableTask.Store;
using Embedded.DurableTask.Store.Entities;
using Embedded.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Embedded.DurableTask.Engine;

/// <summary>The turn of one instance: take its messages, let its orchestrator work, commit the outcome, go on when that is durable.</summary>
internal sealed partial class InstanceScheduler
{
    private async Task WorkAsync(Instance instance)
    {
        if (Take(instance) is not { } item) return;
        _failpoint?.Invoke(EngineFailpoints.DispatchOrchestrator);
        try
        {
            Func<bool> tryRecord = Work(item);
            while (!tryRecord()) await _log.WhenDurableAsync(_log.AppendedPosition).ConfigureAwait(false);
        }
        catch (StepTooLargeException e)
        {
            lock (_log.Gate) CommitOrDrop(item, WorkItemRunner.Ended(item, InstanceEnd.Failed(Failures.Record(e))));
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    /// <summary>Answers how what came of it is recorded, which is false for as long as the log has to catch up first.</summary>
    private Func<bool> Work(WorkItem item)
    {
        try
        {
            WorkItemOutcome outcome = _runner.Run(item);
            return () => TryCommit(item, outcome);
        }
        catch (NonDeterministicOrchestrationException e)
        {
            LogHeld(_logger, item.State.Start.Name, item.Instance.Id, e.Message);
            var held = new InstanceHeld(item.Instance.Id, Failures.Record(e), item.At);
            return () => TryHold(item, held);
        }
    }

    private WorkItem? Take(Instance instance)
    {
        lock (_log.Gate)
        {
            // It may have ended, or have been replaced, since it was queued; then its runtime is gone, or another's.
            if (instance.Runtime is not { IsQueued: true } runtime || _stopped || instance.IsRemoved || instance.State.IsSuspended)
            {
                if (instance.Runtime is { } idle) idle.IsQueued = false;
                Busy.Exit();
                return null;
            }

            runtime.IsQueued = false;
            runtime.IsWorking = true;
            _live.Use(runtime);
            return WorkItem.Take(instance, runtime, _time.GetUtcNow());
        }
    }

    /// <summary>False if the log has to catch up first.</summary>
    private bool TryCommit(WorkItem item, WorkItemOutcome outcome)
    {
        // Written here, so that the gate is held for less.
        if (outcome.Record.Length > WorkItemOutcome.RecordMaxBytes) throw new StepTooLargeException(outcome.Record.Length, WorkItemOutcome.RecordMaxBytes);
        try
        {
            lock (_log.Gate) CommitOrDrop(item, outcome);
            return true;
        }
        catch (LogOverloadedException)
        {
            return false;
        }
    }

    private bool TryHold(WorkItem item, InstanceHeld held)
    {
        try
        {
            lock (_log.Gate)
            {
                if (!item.Instance.IsRemoved && !item.Instance.State.IsEnded)
                {
                    _store.Commit(_log, held);
                    item.Runtime.IsWorking = false;
                    _live.Drop(item.Runtime);
                    RecordPending(item.Instance);
                }

                Busy.Exit();
            }

            return true;
        }
        catch (LogOverloadedException)
        {
            return false;
        }
    }

    private void CommitOrDrop(WorkItem item, WorkItemOutcome outcome)
    {
        if (item.Instance.IsRemoved || item.Instance.State.IsEnded)
        {
            Busy.Exit();
            return;
        }

        _failpoint?.Invoke(EngineFailpoints.CommitBefore);
        (long position, IReadOnlyList<Instance> touched) = _store.Commit(_log, outcome);
        _failpoint?.Invoke(EngineFailpoints.CommitAfter);
        item.Runtime.Unrecorded.RemoveRange(0, item.Unrecorded.Length);
        _committed.Add(position, new CommittedWork(item, outcome, [.. touched]) { Entities = [.. _store.TouchedEntities] });
    }

    private void Release(IReadOnlyList<CommittedWork> works)
    {
        _failpoint?.Invoke(EngineFailpoints.ReleaseBefore);
        foreach (CommittedWork work in works)
        {
            Tell(work);
            if (work is { Item: { } item, Outcome: { } outcome }) GoOn(item, outcome);
            foreach (Instance instance in work.Touched)
            {
                if (work.Revives) GoOnAgain(instance);
                else Settle(instance);
                Signal(instance);
            }

            if (work.Worker is { } worker) worker.IsWorking = false;
            foreach (Entity entity in work.Entities) Ready(entity);
            if (work.IsUnderWay) Busy.Exit();
        }

        _failpoint?.Invoke(EngineFailpoints.ReleaseAfter);
    }

    private void Tell(CommittedWork work)
    {
        if (work is { Item: { } item, Outcome: { } outcome })
        {
            _telemetry.Tracing.Worked(item, outcome);
            _telemetry.Metrics?.Worked(item, outcome);
            return;
        }

        foreach (Instance instance in work.Touched)
        {
            if (instance.State.Progress != OrchestrationRuntimeStatus.Terminated) continue;
            _telemetry.Tracing.Terminated(instance.State);
            _telemetry.Metrics?.Ended(instance.State.Start.Name, OrchestrationRuntimeStatus.Terminated);
        }
    }

    private void GoOn(WorkItem item, WorkItemOutcome outcome)
    {
        Instance instance = item.Instance;
        InstanceRuntime runtime = item.Runtime;
        runtime.IsWorking = false;
        if (instance.IsRemoved || instance.State.IsEnded)
        {
            Signal(instance);
            return;
        }

        for (int i = 0; i < outcome.Actions.Count; i++) Begin(instance, runtime, outcome.Actions[i]);
        if (outcome.Next is not null) _live.Drop(runtime);
        else _live.Rest(runtime);
        if (!item.State.HasWorked) Signal(instance);
        if (instance.State.IsSuspended) RecordPending(instance);
        Ready(instance);
    }

    private void GoOnAgain(Instance instance)
    {
        if (_stopped || instance.IsRemoved || instance.State.IsEnded || instance.Runtime is not { } runtime) return;
        runtime.IsWorking = false;
        TakeUp(instance, OpenWork.Of(instance.State));
    }

    private void Signal(Instance instance)
    {
        // Who waits for an id waits for the instance that has it now.
        if (!instance.IsRemoved) Waiters.Signal(instance.State);
    }

    private void Begin(Instance instance, InstanceRuntime runtime, HistoryEvent action)
    {
        switch (action.Kind)
        {
            case HistoryEventKind.ActivityScheduled:
                if (!_stopped) Call(instance, action);
                break;
            case HistoryEventKind.TimerCreated:
                Await(instance, action.TaskId, action.DueAt);
                break;
            case HistoryEventKind.TimerCancelled when runtime.Timers.Find(timer => timer.TaskId == action.TaskId) is { } cancelled:
                runtime.Timers.Remove(cancelled);
                Timers.Remove(cancelled);
                break;
        }
    }

    [LoggerMessage(EventId = 12, Level = LogLevel.Error, Message = "Instance {InstanceId} of the orchestrator {Name} is suspended. {Reason}")]
    private static partial void LogHeld(ILogger logger, string name, string instanceId, string reason);
}
