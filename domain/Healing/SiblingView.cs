namespace PlatformDeployer.Domain.Healing;

/// <summary>What was seen of a platform and its siblings together, when it looked sick.</summary>
/// <param name="Children">How many there are, the platform included.</param>
/// <param name="Sick">How many of them look sick, the platform included.</param>
/// <param name="IsFirst">Whether the platform is the first of the sick that nobody has given up: when they are healed one at a time, it is its turn.</param>
public sealed record SiblingView(int Children, int Sick, bool IsFirst);
