namespace PlatformDeployer.Domain.Platforms;

/// <summary>There is no such platform in the registry.</summary>
/// <param name="id">The platform asked for.</param>
public sealed class PlatformNotFoundException(PlatformId id) : Exception($"There is no platform '{id}'.")
{
    /// <summary>The platform asked for.</summary>
    public PlatformId PlatformId { get; } = id;
}
