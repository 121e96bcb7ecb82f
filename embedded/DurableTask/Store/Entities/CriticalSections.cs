namespace Embedded.DurableTask.Store.Entities;

/// <summary>
/// The critical sections that orchestrations have open or wait for, by the life of the orchestration: one each. Derived from the entities, whose
/// locks and lock requests say as much; it is what finds the locks when an orchestration ends.
/// </summary>
internal sealed class CriticalSections
{
    private readonly Dictionary<long, (int TaskId, IReadOnlyList<string> LockSet)> _open = [];

    public void Open(EntityCaller holder, IReadOnlyList<string> lockSet) => _open[holder.Incarnation] = (holder.TaskId, lockSet);

    public bool IsOpen(EntityCaller holder) =>
        _open.TryGetValue(holder.Incarnation, out (int TaskId, IReadOnlyList<string> LockSet) section) && section.TaskId == holder.TaskId;

    /// <summary>The entities of the section that is now closed; none if there was no section.</summary>
    public IReadOnlyList<string> Close(long incarnation) =>
        _open.Remove(incarnation, out (int TaskId, IReadOnlyList<string> LockSet) section) ? section.LockSet : [];
}
