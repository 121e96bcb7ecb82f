using System.Runtime.CompilerServices;

namespace PlatformDeployer.Simulation.World;

/// <summary>
/// Every process hashes strings in its own way, so that nobody can make them collide; and what is enumerated by hash, as an immutable dictionary is,
/// has another order in each. A world has to have the same in all of them.
/// </summary>
internal static class StringHashes
{
    private const ulong Seed = 0x5EED;

    /// <summary>Has all strings hashed alike from now on. Nothing that hashes may have been made before that is used after.</summary>
    public static void Fix() => SeedOf(null) = Seed;

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "<DefaultSeed>k__BackingField")]
    private static extern ref ulong SeedOf([UnsafeAccessorType("System.Marvin, System.Private.CoreLib")] object? marvin);
}
