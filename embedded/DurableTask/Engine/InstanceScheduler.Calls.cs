using Embedded.DurableTask.Store;

namespace Embedded.DurableTask.Engine;

/// <summary>The activities that instances call, and what comes of them.</summary>
internal sealed partial class InstanceScheduler
{
    private void Call(Instance instance, HistoryEvent request)
    {
        Busy.Enter();
        _activities.Enqueue(new ActivityCall(instance, instance.State.Generation, request));
    }

    /// <summary>
    /// Gives an instance what its own call or timer brought. It is not recorded by itself but with the work item that uses it, so that a step costs
    /// one fsync; only an instance that is paused has it recorded now, as its next work item may be far away.
    /// </summary>
    private void Deliver(Instance instance, int generation, HistoryEvent content)
    {
        InstanceState state = instance.State;
        if (instance.IsRemoved || state.IsEnded || state.Generation != generation) return;
        InstanceRuntime runtime = instance.Runtime ??= new InstanceRuntime();
        runtime.Unrecorded.Add(InboxMessage.Of(content));
        if (state.IsSuspended) RecordPending(instance);
        Ready(instance);
    }

    private async Task RunActivityAsync(ActivityCall call)
    {
        _failpoint?.Invoke(EngineFailpoints.DispatchActivity);
        HistoryEvent answer = await _activityRunner.RunAsync(call).ConfigureAwait(false);
        _failpoint?.Invoke(EngineFailpoints.CompletionBefore);
        try
        {
            lock (_log.Gate) Deliver(call.Instance, call.Generation, answer);
            _failpoint?.Invoke(EngineFailpoints.CompletionAfter);
        }
        catch (Exception e)
        {
            Fail(e);
        }
        finally
        {
            Busy.Exit();
        }
    }
}
