using Embedded.DurableTask.Store;
using Embedded.DurableTask.Store.Entities;
using Microsoft.DurableTask.Client.Entities;

namespace Embedded.DurableTask.Engine.Entities;

/// <summary>Finds entities page by page, in the order of their ids. It lets the gate go after so many, however few of them match.</summary>
internal sealed class EntitySearch(DurableStore store, Lock gate)
{
    private const int LooksPerHold = 2000;

    /// <summary>The next page after an id, and the id that the one after it starts after, if there may be one.</summary>
    public (List<EntityState> Found, string? Next) Page(EntityQuery query, string? after, int size)
    {
        var found = new List<EntityState>();
        string? last = after;
        bool more = true;
        while (more && found.Count <= size)
        {
            lock (gate) more = Look(query, ref last, size, found);
        }

        if (found.Count <= size) return (found, null);
        found.RemoveRange(size, found.Count - size);
        return (found, found[^1].Id);
    }

    private bool Look(EntityQuery query, ref string? last, int size, List<EntityState> found)
    {
        int looks = 0;
        foreach (Entity entity in store.Entities.After(last, query.InstanceIdStartsWith ?? string.Empty))
        {
            EntityState state = entity.State;
            last = state.Id;
            if (Accepts(query, state)) found.Add(state);
            if (found.Count > size) return false;
            if (++looks == LooksPerHold) return true;
        }

        return false;
    }

    private static bool Accepts(EntityQuery query, EntityState state) =>
        (query.IncludeTransient || state.Value is not null)
        && (query.LastModifiedFrom is null || state.WorkedAt >= query.LastModifiedFrom)
        && (query.LastModifiedTo is null || state.WorkedAt <= query.LastModifiedTo);
}
