using PlatformDeployer.Domain.Healing;

namespace PlatformDeployer.Orchestrations.Heal;

/// <summary>What a look at a platform led to.</summary>
/// <param name="Watched">Whether the platform is still to be watched.</param>
/// <param name="Remedy">What to do now.</param>
/// <param name="Memory">What to remember.</param>
/// <param name="NextLook">How long to sleep when there is nothing to do.</param>
public sealed record MonitorLook(bool Watched, Remedy Remedy, HealingMemory Memory, TimeSpan NextLook);
