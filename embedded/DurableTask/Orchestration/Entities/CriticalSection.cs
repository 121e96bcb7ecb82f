using Microsoft.DurableTask.Entities;

namespace Embedded.DurableTask.Orchestration.Entities;

/// <summary>The entities an orchestration has locked, or is about to: each can be called, one call at a time.</summary>
internal sealed class CriticalSection(IReadOnlyList<EntityInstanceId> entities)
{
    private readonly HashSet<EntityInstanceId> _called = [];
    private bool _entered;

    /// <summary>Those that can be called now, in the order in which they were given.</summary>
    public IReadOnlyList<EntityInstanceId> Available => _entered ? [.. entities.Where(id => !_called.Contains(id))] : [];

    public void Enter() => _entered = true;

    /// <exception cref="InvalidOperationException">The section does not allow the call.</exception>
    public void BeginCall(EntityInstanceId id)
    {
        if (!_entered) throw new InvalidOperationException("A critical section may call its entities only once they are locked: await the lock.");
        if (!entities.Contains(id)) throw new InvalidOperationException($"A critical section may call only the entities it has locked, and '{id}' is not one of them.");
        if (!_called.Add(id)) throw new InvalidOperationException($"A critical section may not call '{id}' again before its last call of it has ended.");
    }

    public void EndCall(EntityInstanceId id) => _called.Remove(id);

    /// <exception cref="InvalidOperationException">The entity is one of the section's.</exception>
    public void RequireNotLocked(EntityInstanceId id)
    {
        if (entities.Contains(id)) throw new InvalidOperationException($"A critical section may not signal '{id}', which it has locked: call it.");
    }
}
