namespace PlatformDeployer.Domain.Resources;

/// <summary>One tier of a platform as it is to be deployed.</summary>
/// <param name="Level">0, or below: -1 … -10. Deployment goes from the deepest up.</param>
/// <param name="Name">A short name: <c>mesh</c>.</param>
/// <param name="Service">The service the tier gives.</param>
/// <param name="Description">A sentence for people.</param>
/// <param name="DependsOn">The levels that must be healthy first; all of them deeper.</param>
/// <param name="HealthCheck">What tells that the tier is well.</param>
/// <param name="Keys">The keys of its nodes, in an order in which they can be put.</param>
public sealed record TierPlan(
    int Level,
    string Name,
    string Service,
    string Description,
    IReadOnlyList<int> DependsOn,
    HealthCheck HealthCheck,
    IReadOnlyList<string> Keys);
