namespace PlatformDeployer.Domain.Limits;

/// <summary>The limits a request asks for a new platform. Null means: as inherited.</summary>
/// <param name="Depth">Generations below the new platform.</param>
/// <param name="Children">Living children of the new platform.</param>
/// <param name="Descendants">Platforms below the new platform, at any depth.</param>
/// <param name="Templates">Templates allowed below it: names, or <c>name@version</c>.</param>
/// <param name="Regions">Regions allowed below it.</param>
public sealed record LimitsRequest(
    int? Depth = null,
    int? Children = null,
    int? Descendants = null,
    IReadOnlyList<string>? Templates = null,
    IReadOnlyList<string>? Regions = null)
{
    /// <summary>Asks for nothing: everything is inherited.</summary>
    public static LimitsRequest Inherit { get; } = new();
}
