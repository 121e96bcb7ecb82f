namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>The stages of a retirement.</summary>
public static class RetireStages
{
    /// <summary>No more spawning, no more healing.</summary>
    public const string Quiesce = "quiesce";

    /// <summary>Everything below, leaves first.</summary>
    public const string Descendants = "descendants";

    /// <summary>The platform's own resources.</summary>
    public const string Resources = "resources";

    /// <summary>Name and share of the limits.</summary>
    public const string Registry = "registry";

    /// <summary>The stages in order, each with its share of the whole in percent.</summary>
    internal static IReadOnlyList<(string Name, int Share)> All { get; } = [(Quiesce, 5), (Descendants, 50), (Resources, 40), (Registry, 5)];
}
