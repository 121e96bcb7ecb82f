namespace PlatformDeployer.Domain.Healing;

/// <summary>One rung of a ladder.</summary>
/// <param name="Remedy">What is done.</param>
/// <param name="AttemptsMax">How often, before the next rung's turn comes.</param>
/// <param name="CooldownSeconds">How long an attempt is given to work.</param>
public sealed record RemedyRung(RemedyKind Remedy, int AttemptsMax, int CooldownSeconds);
