namespace PlatformDeployer.Domain.Healing;

/// <summary>What is wrong, what to do, and what to remember. The memory already counts the attempt: keep it before acting.</summary>
/// <param name="Diagnosis">What is wrong.</param>
/// <param name="Remedy">What to do now.</param>
/// <param name="Memory">What to remember for the next look.</param>
/// <param name="IsTold">Whether it is written down; false for a doubt that is still young: that a cloud does not answer for a moment happens every day.</param>
public sealed record HealingDecision(Diagnosis Diagnosis, Remedy Remedy, HealingMemory Memory, bool IsTold = true);
