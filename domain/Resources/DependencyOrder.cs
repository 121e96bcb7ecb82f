namespace PlatformDeployer.Domain.Resources;

/// <summary>Orders keys so that everything comes after what it depends on. Stable: of those that could come next, the first given comes first.</summary>
internal static class DependencyOrder
{
    /// <summary>The order; null when there is a cycle. Dependencies on keys that are not given are ignored.</summary>
    public static IReadOnlyList<string>? Sort(IReadOnlyList<string> keys, Func<string, IEnumerable<string>> dependenciesOf)
    {
        Dictionary<string, int> places = keys.Select((key, place) => (key, place)).ToDictionary(pair => pair.key, pair => pair.place, StringComparer.Ordinal);
        int[] missing = new int[keys.Count];
        List<int>[] dependents = [.. keys.Select(_ => new List<int>())];
        for (int place = 0; place < keys.Count; place++)
        {
            foreach (string dependency in dependenciesOf(keys[place]).Distinct(StringComparer.Ordinal))
            {
                if (places.TryGetValue(dependency, out int before))
                {
                    dependents[before].Add(place);
                    missing[place]++;
                }
            }
        }

        PriorityQueue<int, int> ready = new(Enumerable.Range(0, keys.Count).Where(place => missing[place] == 0).Select(place => (place, place)));
        List<string> order = new(keys.Count);
        while (ready.TryDequeue(out int place, out _))
        {
            order.Add(keys[place]);
            foreach (int dependent in dependents[place].Where(dependent => --missing[dependent] == 0))
            {
                ready.Enqueue(dependent, dependent);
            }
        }

        return order.Count == keys.Count ? order : null;
    }

    /// <summary>The keys of one cycle, each depending on the next and the last on the first; empty when there is none.</summary>
    public static IReadOnlyList<string> FindCycle(IReadOnlyList<string> keys, Func<string, IEnumerable<string>> dependenciesOf)
    {
        // What lies on or behind a cycle never becomes free. From any such key a walk along such keys must come back to one it has seen.
        HashSet<string> stuck = new(keys, StringComparer.Ordinal);
        while (stuck.RemoveWhere(key => !dependenciesOf(key).Any(stuck.Contains)) > 0)
        {
        }

        if (stuck.Count == 0)
        {
            return [];
        }

        List<string> walk = [];
        string current = keys.First(stuck.Contains);
        while (!walk.Contains(current, StringComparer.Ordinal))
        {
            walk.Add(current);
            current = dependenciesOf(current).First(stuck.Contains);
        }

        return walk[walk.IndexOf(current)..];
    }
}
