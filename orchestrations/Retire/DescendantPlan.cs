namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>What stands below a platform that is to be retired.</summary>
/// <param name="Endpoint">Where the platform answers and can retire its children itself; null when it does not answer.</param>
/// <param name="ResourceGroup">The platform's own resource group.</param>
/// <param name="Cascade">Whether what is below goes with it.</param>
/// <param name="Own">The children it names itself.</param>
/// <param name="Others">Those that only the registry knows: of a platform that does not answer, or that has lost its memory.</param>
public sealed record DescendantPlan(string? Endpoint, string ResourceGroup, bool Cascade, IReadOnlyList<KnownChild> Own, IReadOnlyList<KnownChild> Others)
{
    /// <summary>All children.</summary>
    internal IEnumerable<KnownChild> Children => Own.Concat(Others);
}
