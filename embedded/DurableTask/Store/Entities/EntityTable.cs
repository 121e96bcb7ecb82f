using System.Diagnostics.CodeAnalysis;

namespace Embedded.DurableTask.Store.Entities;

/// <summary>All entities, by id and in the order of their ids. Used with the log's gate held.</summary>
internal sealed class EntityTable
{
    private readonly Dictionary<string, Entity> _byId = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _ids = new(StringComparer.Ordinal);
    private readonly SharedPages<EntityState> _states = new();
    private readonly Stack<int> _freeSlots = new();
    private int _slots;

    public int Count => _byId.Count;

    public IEnumerable<Entity> All => _byId.Values;

    public bool TryFind(string id, [NotNullWhen(true)] out Entity? entity) => _byId.TryGetValue(id, out entity);

    public Entity Add(EntityState state)
    {
        var entity = new Entity(_freeSlots.TryPop(out int free) ? free : _slots++, state);
        _byId.Add(entity.Id, entity);
        _ids.Add(entity.Id);
        _states.Set(entity.Slot, state);
        return entity;
    }

    public void Change(Entity entity, EntityState state)
    {
        entity.State = state;
        _states.Set(entity.Slot, state);
    }

    public void Remove(Entity entity)
    {
        entity.IsRemoved = true;
        _byId.Remove(entity.Id);
        _ids.Remove(entity.Id);
        _states.Set(entity.Slot, value: null);
        _freeSlots.Push(entity.Slot);
    }

    /// <summary>The entities whose ids come after one and begin with a prefix, in the order of their ids.</summary>
    public IEnumerable<Entity> After(string? after, string prefix)
    {
        if (_ids.Count == 0) yield break;
        string from = after is not null && string.CompareOrdinal(after, prefix) > 0 ? after : prefix;
        if (string.CompareOrdinal(from, _ids.Max) > 0) yield break;
        foreach (string id in _ids.GetViewBetween(from, _ids.Max))
        {
            if (!id.StartsWith(prefix, StringComparison.Ordinal)) yield break;
            if (!string.Equals(id, after, StringComparison.Ordinal)) yield return _byId[id];
        }
    }

    public EntityState?[][] CaptureStates() => _states.Capture();
}
