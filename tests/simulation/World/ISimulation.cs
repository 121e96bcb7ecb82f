namespace PlatformDeployer.Simulation.World;

/// <summary>A world that a seed decides.</summary>
internal interface ISimulation
{
    Trace Trace { get; }

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="ViolationException">Something came about that must never.</exception>
    Task RunAsync();
}
