namespace PlatformDeployer.Domain.Limits;

/// <summary>What a platform has used of its limits.</summary>
/// <param name="Children">Its living children, those being spawned included.</param>
/// <param name="AllocatedDescendants">The sum over its living children of 1 + the descendants allocated to each.</param>
public sealed record LineageUsage(int Children, int AllocatedDescendants)
{
    /// <summary>Nothing used yet.</summary>
    public static LineageUsage None { get; } = new(0, 0);
}
