using System.Security.Cryptography;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Functions.Spawning;

/// <summary>Ids that nobody can guess, and that no two platforms ever share.</summary>
internal sealed class RandomPlatformIds : IPlatformIdSource
{
    private const int IdBytes = 16;

    /// <inheritdoc/>
    public PlatformId Next() => PlatformId.FromRandom(RandomNumberGenerator.GetBytes(IdBytes));
}
