namespace PlatformDeployer.Domain.Healing;

/// <summary>What was done about one fault so far.</summary>
/// <param name="FaultId">The fault's <see cref="Fault.Id"/>.</param>
/// <param name="Since">When it was first seen.</param>
/// <param name="LastSeen">When it was last seen.</param>
/// <param name="Rung">The rung of its ladder it stands on, from 0.</param>
/// <param name="Attempts">The attempts made on that rung.</param>
/// <param name="NotBefore">When the next attempt may be made; null before the first.</param>
public sealed record FaultMemory(string FaultId, DateTimeOffset Since, DateTimeOffset LastSeen, int Rung, int Attempts, DateTimeOffset? NotBefore);
