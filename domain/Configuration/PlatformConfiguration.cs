namespace PlatformDeployer.Domain.Configuration;

/// <summary>The configuration of a platform: the value of every parameter its template declares, with provenance.</summary>
/// <param name="Values">By parameter name.</param>
public sealed record PlatformConfiguration(IReadOnlyDictionary<string, ConfigurationValue> Values)
{
    /// <summary>A configuration without values.</summary>
    public static PlatformConfiguration Empty { get; } = new(new Dictionary<string, ConfigurationValue>(StringComparer.Ordinal));
}
