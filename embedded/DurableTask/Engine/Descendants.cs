using Embedded.DurableTask.Store;

namespace Embedded.DurableTask.Engine;

/// <summary>An instance and the sub-orchestrations below it. Used with the log's gate held.</summary>
internal static class Descendants
{
    /// <summary>Those that live, found through the calls in their parents' histories.</summary>
    public static IReadOnlyList<string> OfLiving(DurableStore store, Instance root)
    {
        var found = new List<string> { root.Id };
        var seen = new HashSet<string>(found, StringComparer.Ordinal);
        for (int i = 0; i < found.Count; i++)
        {
            if (store.Instances.TryFind(found[i], out Instance? parent)) found.AddRange(LivingChildren(store, parent).Where(seen.Add));
        }

        return found;
    }

    /// <summary>Those that have ended, below any of the roots: found by one look at all instances, for histories of the ended are gone.</summary>
    public static IReadOnlyList<string> OfEnded(DurableStore store, IReadOnlyCollection<string> roots)
    {
        ILookup<string, Instance> children = store.Instances.All
            .Where(instance => instance.State is { IsEnded: true, Start.Parent: not null })
            .ToLookup(instance => instance.State.Start.Parent!.InstanceId, StringComparer.Ordinal);
        var found = new List<string>(roots);
        var seen = new HashSet<string>(roots, StringComparer.Ordinal);
        for (int i = 0; i < found.Count; i++) found.AddRange(children[found[i]].Select(child => child.Id).Where(seen.Add));
        return found;
    }

    private static IEnumerable<string> LivingChildren(DurableStore store, Instance parent) => HistorySegment.OldestFirst(parent.State.History)
        .SelectMany(segment => segment.ReadAll().Actions)
        .Where(action => action.Kind == HistoryEventKind.ChildScheduled && IsLivingChild(store, action.InstanceId!, parent))
        .Select(action => action.InstanceId!);

    private static bool IsLivingChild(DurableStore store, string id, Instance parent) =>
        store.Instances.TryFind(id, out Instance? child) && !child.State.IsEnded && child.State.Start.Parent?.Incarnation == parent.State.Incarnation;
}
