namespace PlatformDeployer.Domain.Healing;

/// <summary>What to do now for one platform.</summary>
/// <param name="Kind">What.</param>
/// <param name="Fault">The fault it is for; null when nothing is wrong.</param>
/// <param name="Attempt">The number of this attempt on this rung, from 1; 0 when nothing is attempted.</param>
/// <param name="RecreateGroup">Whether the resource group must be put first.</param>
/// <param name="DeleteKeys">The resources to delete before the puts, in order: a role assignment cannot be moved to a new principal.</param>
/// <param name="PutKeys">The resources to put, in order.</param>
/// <param name="NotBefore">When the next look can change anything: after the rung's cooldown. Null when nothing is attempted or awaited.</param>
/// <param name="Reason">A sentence for people.</param>
public sealed record Remedy(
    RemedyKind Kind,
    Fault? Fault,
    int Attempt,
    bool RecreateGroup,
    IReadOnlyList<string> DeleteKeys,
    IReadOnlyList<string> PutKeys,
    DateTimeOffset? NotBefore,
    string Reason);
