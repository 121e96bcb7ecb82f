using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Simulation.Machine;

/// <summary>Ids that the seed decides.</summary>
internal sealed class SeededPlatformIds(Random chance) : IPlatformIdSource
{
    public PlatformId Next()
    {
        byte[] bytes = new byte[16];
        chance.NextBytes(bytes);
        return PlatformId.FromRandom(bytes);
    }
}
