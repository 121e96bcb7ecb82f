using PlatformDeployer.Domain.Healing;

namespace PlatformDeployer.Orchestrations.Sweep;

/// <summary>How the sweep judges.</summary>
/// <param name="HeartbeatStale">How long a child may be silent before its monitor is woken.</param>
/// <param name="AdoptAfter">How long an accepted request may wait for its operation before the sweep starts it: its acceptor has died.</param>
/// <param name="Retention">How long what has ended is kept.</param>
/// <param name="LookInterval">How long a monitor sleeps when all is well and nothing wakes it.</param>
/// <param name="SuspicionMax">How long the observer may be suspected before children that look sick are healed all the same, one at a time.</param>
public sealed record SweepOptions(TimeSpan HeartbeatStale, TimeSpan AdoptAfter, TimeSpan Retention, TimeSpan LookInterval, TimeSpan SuspicionMax)
{
    private const int StaleToFault = 4;

    /// <summary>How long a child may be silent before that is a fault of its own, even when it answers; four times what wakes its monitor when nothing else is said.</summary>
    public TimeSpan? SilenceMax { get; init; }

    /// <summary>Half a minute of silence, ten seconds to start, a week to look back, a look every five minutes, two minutes of suspicion.</summary>
    public static SweepOptions Default { get; } =
        new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(10), TimeSpan.FromDays(7), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(2));

    /// <summary>The same for who decides on healing: silence wakes a monitor long before it is a fault of its own.</summary>
    public HealingPolicy Healing => new(SilenceMax ?? HeartbeatStale * StaleToFault, SuspicionMax);
}
