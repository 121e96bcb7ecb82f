namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>What stands below a platform that is to be retired.</summary>
/// <param name="Answers">Whether the platform's own program answers and can retire its children itself.</param>
/// <param name="Children">Its living children.</param>
/// <param name="Orphans">The resource groups of everything below it.</param>
public sealed record DescendantPlan(bool Answers, IReadOnlyList<ChildRetirement> Children, IReadOnlyList<OrphanGroup> Orphans);
