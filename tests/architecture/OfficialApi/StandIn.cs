using PlatformDeployer.Architecture.Tests.Repository;

namespace PlatformDeployer.Architecture.Tests.OfficialApi;

/// <summary>A project that declares a part of what some official packages declare.</summary>
internal sealed class StandIn
{
    // The names of MSBuild's OfficialApi items, and by what their packages' names start.
    private static readonly Dictionary<string, string[]> PackagePrefixes = new(StringComparer.Ordinal)
    {
        // the core comes with the client, whose histories consist of its types
        ["DurableTask"] = ["Microsoft.DurableTask.", "Microsoft.Azure.DurableTask.Core"],
        ["Functions"] = ["Microsoft.Azure.Functions.Worker"],
        ["Tables"] = ["Azure.Data.Tables"],
        ["ServiceBus"] = ["Azure.Messaging.ServiceBus"],
    };

    private StandIn(string name)
    {
        Project = House.Project("embedded/" + name);
        Listings = [.. ApiListing.All.Where(l => PackagePrefixes[name].Any(prefix => l.Package.StartsWith(prefix, StringComparison.Ordinal)))];
        OfficialTypes = Listings.SelectMany(l => l.TypeNames).ToHashSet(StringComparer.Ordinal);
        OfficialNamespaces = OfficialTypes.Select(NamespaceOf).ToHashSet(StringComparer.Ordinal);
        // exceptions of the official engine's core show in failure details by their full names, though no listed package declares them
        if (name == "DurableTask") OfficialNamespaces.Add("DurableTask.Core.Exceptions");
    }

    public static IReadOnlyList<StandIn> All { get; } = [.. PackagePrefixes.Keys.Select(name => new StandIn(name))];

    public ProjectFile Project { get; }

    public IReadOnlyList<ApiListing> Listings { get; }

    public IReadOnlySet<string> OfficialTypes { get; }

    public ISet<string> OfficialNamespaces { get; }

    private static string NamespaceOf(string type) => type[..Math.Max(0, type.LastIndexOf('.'))];
}
