namespace PlatformDeployer.Simulation.World;

/// <summary>Something came about that must never.</summary>
internal sealed class ViolationException(string message) : Exception(message);
