namespace PlatformDeployer.Simulation.World;

/// <summary>Free ports, none twice in a world.</summary>
internal sealed class PortNumbers
{
    private int _last = 20_000;

    public int Next() => ++_last;
}
