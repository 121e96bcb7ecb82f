using Embedded.DurableTask.Store;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Engine;

/// <summary>Clients that wait for instances to start or to end. Used with the log's gate held.</summary>
internal sealed class InstanceWaiters
{
    private readonly Dictionary<string, List<Waiter>> _byInstance = new(StringComparer.Ordinal);

    /// <summary>Completes with the instance once it has started, or once it has ended.</summary>
    public Waiter Add(string instanceId, bool untilEnd)
    {
        var waiter = new Waiter(instanceId, untilEnd);
        if (!_byInstance.TryGetValue(instanceId, out List<Waiter>? waiters)) _byInstance.Add(instanceId, waiters = new(capacity: 1));
        waiters.Add(waiter);
        return waiter;
    }

    public void Remove(Waiter waiter)
    {
        if (!_byInstance.TryGetValue(waiter.InstanceId, out List<Waiter>? waiters)) return;
        waiters.Remove(waiter);
        if (waiters.Count == 0) _byInstance.Remove(waiter.InstanceId);
    }

    /// <summary>Tells those whose condition the instance, as it durably stands, has come to meet.</summary>
    public void Signal(InstanceState state)
    {
        if (!_byInstance.TryGetValue(state.Start.InstanceId, out List<Waiter>? waiters)) return;
        foreach (Waiter waiter in waiters)
        {
            if (IsMet(state, waiter.UntilEnd)) waiter.Met.TrySetResult(state);
        }
    }

    /// <summary>Lets all who wait know that nothing will come.</summary>
    public void Fail(Exception exception)
    {
        foreach (Waiter waiter in _byInstance.Values.SelectMany(waiters => waiters)) waiter.Met.TrySetException(exception);
        _byInstance.Clear();
    }

    public static bool IsMet(InstanceState state, bool untilEnd) => state.IsEnded || (!untilEnd && state.Progress != OrchestrationRuntimeStatus.Pending);

    /// <summary>One who waits.</summary>
    internal sealed class Waiter(string instanceId, bool untilEnd)
    {
        public string InstanceId => instanceId;

        public bool UntilEnd => untilEnd;

        public TaskCompletionSource<InstanceState> Met { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
