using PlatformDeployer.Domain.Lineage;

namespace PlatformDeployer.Domain.Limits;

/// <summary>How many generations may stand below the platform that set the limit.</summary>
/// <param name="Value">Generations below the owner; not negative.</param>
/// <param name="Owner">The platform whose limit this is; its generation is the one the value counts from.</param>
public sealed record DepthLimit(int Value, PlatformPath Owner)
{
    /// <summary>How many generations may still stand below a platform of the given generation; negative when it stands too deep itself.</summary>
    public int RemainingAt(int generation) => Value - (generation - Owner.Generation);
}
