using Embedded.DurableTask.Engine.Entities;
using Embedded.DurableTask.Store;

namespace Embedded.DurableTask.Engine;

/// <summary>The timers of instances: waited for, and told when they are due.</summary>
internal sealed partial class InstanceScheduler
{
    private void Delay(Instance instance, DateTimeOffset startAt)
    {
        InstanceRuntime runtime = instance.Runtime ??= new InstanceRuntime();
        if (runtime.WaitsForStart) return;
        runtime.WaitsForStart = true;
        Await(instance, DurableTimer.StartTaskId, startAt);
    }

    private void Await(Instance instance, int taskId, DateTimeOffset dueAt)
    {
        InstanceRuntime runtime = instance.Runtime ??= new InstanceRuntime();
        var timer = new DurableTimer(instance, instance.State.Generation, taskId, dueAt);
        runtime.Timers.Add(timer);
        Timers.Add(timer);
    }

    private void Fire(QueuedTimer timer)
    {
        if (timer is EntityTimer entityTimer) Fire(entityTimer);
        else Fire((DurableTimer)timer);
    }

    private void Fire(DurableTimer timer)
    {
        if (timer.Instance.Runtime is not { } runtime) return;
        _failpoint?.Invoke(EngineFailpoints.DispatchTimer);
        _telemetry.Metrics?.TimerFired(timer.DueAt);
        runtime.Timers.Remove(timer);
        if (timer.TaskId != DurableTimer.StartTaskId)
        {
            TellFired(timer);
            return;
        }

        runtime.WaitsForStart = false;
        Ready(timer.Instance);
    }

    private void TellFired(DurableTimer timer)
    {
        try
        {
            Deliver(timer.Instance, timer.Generation, new HistoryEvent(HistoryEventKind.TimerFired, timer.TaskId) { DueAt = timer.DueAt });
        }
        catch (Exception e)
        {
            // It would end the process: a clock's timer has nobody to throw to.
            Fail(e);
        }
    }
}
