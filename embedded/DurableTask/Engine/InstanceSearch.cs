using Embedded.DurableTask.Store;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Engine;

/// <summary>
/// Finds instances page by page, in the order of their ids. It looks only at ids of the wanted prefix and statuses, and lets the gate go after so
/// many, however few of them match the times.
/// </summary>
internal sealed class InstanceSearch(DurableStore store, Lock gate)
{
    private const int LooksPerHold = 2000;

    /// <summary>The next page after an id, and the id that the one after it starts after, if there may be one.</summary>
    public (List<InstanceState> Found, string? Next) Page(InstanceCriteria criteria, string? after, int size)
    {
        var found = new List<InstanceState>();
        string? last = after;
        bool more = true;
        while (more && found.Count <= size)
        {
            lock (gate) more = Look(criteria, ref last, size, found);
        }

        if (found.Count <= size) return (found, null);
        found.RemoveRange(size, found.Count - size);
        return (found, found[^1].Start.InstanceId);
    }

    private bool Look(InstanceCriteria criteria, ref string? last, int size, List<InstanceState> found)
    {
        string? after = last;
        var next = new PriorityQueue<IEnumerator<Instance>, string>(StringComparer.Ordinal);
        foreach (OrchestrationRuntimeStatus status in criteria.Statuses)
            Advance(next, store.Instances.After(status, after, criteria.Prefix).GetEnumerator());
        for (int looks = 0; looks < LooksPerHold && next.TryDequeue(out IEnumerator<Instance>? instances, out _); looks++)
        {
            InstanceState state = instances.Current.State;
            last = state.Start.InstanceId;
            if (criteria.Accepts(state)) found.Add(state);
            if (found.Count > size) return false;
            Advance(next, instances);
        }

        return next.Count > 0;
    }

    private static void Advance(PriorityQueue<IEnumerator<Instance>, string> next, IEnumerator<Instance> instances)
    {
        if (instances.MoveNext()) next.Enqueue(instances, instances.Current.Id);
        else instances.Dispose();
    }
}
