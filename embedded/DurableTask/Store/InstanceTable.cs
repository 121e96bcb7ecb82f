using System.Diagnostics.CodeAnalysis;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Store;

/// <summary>All instances, by id and by status, each status in the order of the ids. Used with the log's gate held.</summary>
internal sealed class InstanceTable
{
    private readonly Dictionary<string, Instance> _byId = new(StringComparer.Ordinal);
    private readonly SortedSet<string>[] _byStatus =
        [.. Enumerable.Range(0, (int)OrchestrationRuntimeStatus.Suspended + 1).Select(_ => new SortedSet<string>(StringComparer.Ordinal))];

    private readonly SharedPages<InstanceState> _states = new();
    private readonly KeptHistories _kept = new();
    private readonly Stack<int> _freeSlots = new();
    private int _slots;

    public int Count => _byId.Count;

    public IEnumerable<Instance> All => _byId.Values;

    public int CountOf(OrchestrationRuntimeStatus status) => _byStatus[(int)status].Count;

    public bool TryFind(string id, [NotNullWhen(true)] out Instance? instance) => _byId.TryGetValue(id, out instance);

    /// <summary>Adds an instance in place of one of the same id.</summary>
    public Instance Add(InstanceState state)
    {
        if (_byId.TryGetValue(state.Start.InstanceId, out Instance? replaced)) Remove(replaced);
        var instance = new Instance(_freeSlots.TryPop(out int free) ? free : _slots++, state);
        _byId.Add(instance.Id, instance);
        _byStatus[(int)state.Status].Add(instance.Id);
        _states.Set(instance.Slot, state);
        return instance;
    }

    public void Change(Instance instance, InstanceState state)
    {
        OrchestrationRuntimeStatus before = instance.State.Status;
        instance.State = state;
        _states.Set(instance.Slot, state);
        if (before != state.Status)
        {
            _byStatus[(int)before].Remove(instance.Id);
            _byStatus[(int)state.Status].Add(instance.Id);
        }

        if (!state.IsEnded) return;
        _kept.Note(instance);
        while (_kept.NextToGo is { } oldest) Change(oldest, oldest.State with { History = null });
    }

    public void Remove(Instance instance)
    {
        instance.IsRemoved = true;
        _kept.Forget(instance);
        _byId.Remove(instance.Id);
        _byStatus[(int)instance.State.Status].Remove(instance.Id);
        _states.Set(instance.Slot, value: null);
        _freeSlots.Push(instance.Slot);
    }

    /// <summary>The instances of a status whose ids come after one and begin with a prefix, in the order of their ids.</summary>
    public IEnumerable<Instance> After(OrchestrationRuntimeStatus status, string? after, string prefix)
    {
        SortedSet<string> ids = _byStatus[(int)status];
        if (ids.Count == 0) yield break;
        string from = after is not null && string.CompareOrdinal(after, prefix) > 0 ? after : prefix;
        if (string.CompareOrdinal(from, ids.Max) > 0) yield break;
        foreach (string id in ids.GetViewBetween(from, ids.Max))
        {
            if (!id.StartsWith(prefix, StringComparison.Ordinal)) yield break;
            if (!string.Equals(id, after, StringComparison.Ordinal)) yield return _byId[id];
        }
    }

    /// <summary>Of the histories of those that have completed or were terminated.</summary>
    public long KeptHistoryBytes => _kept.Bytes;

    public InstanceState?[][] CaptureStates() => _states.Capture();
}
