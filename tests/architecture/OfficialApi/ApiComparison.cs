namespace PlatformDeployer.Architecture.Tests.OfficialApi;

/// <summary>Finds what an assembly shows that no official listing has, with the official line that is nearest.</summary>
internal static class ApiComparison
{
    public static IEnumerable<string> FindUnofficial(string assemblyPath, IReadOnlyList<ApiListing> listings) =>
        FindUnofficial(ApiWriter.Write(assemblyPath), [.. listings.SelectMany(l => l.Lines)]);

    public static IEnumerable<string> FindUnofficial(IEnumerable<string> ours, IReadOnlyList<string> official)
    {
        HashSet<string> known = official.ToHashSet(StringComparer.Ordinal);
        return ours.Where(line => !known.Contains(line)).Select(line => $"{line}\n    nearest: {Nearest(line, official)}");
    }

    private static string Nearest(string line, IReadOnlyList<string> official) =>
        official.Where(o => ApiLine.AreNamesakes(o, line)).MinBy(o => EditDistance.Between(o, line)) ?? "nothing has this name";
}
