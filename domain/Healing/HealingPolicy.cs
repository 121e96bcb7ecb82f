namespace PlatformDeployer.Domain.Healing;

/// <summary>How healing judges time.</summary>
/// <param name="SilenceMax">A platform that has not reported for longer than this has a fault, whether or not it answers.</param>
/// <param name="SuspicionMax">How long the observer may be suspected before platforms that look sick are healed all the same, one at a time.</param>
public sealed record HealingPolicy(TimeSpan SilenceMax, TimeSpan SuspicionMax)
{
    /// <summary>Two minutes for each.</summary>
    public static HealingPolicy Default { get; } = new(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2));
}
