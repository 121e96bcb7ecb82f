namespace PlatformDeployer.Domain.Configuration;

/// <summary>A configuration, or everything that is wrong with it.</summary>
/// <param name="Configuration">The configuration; null when there are errors.</param>
/// <param name="Errors">Every error, by field; empty when the configuration is good.</param>
public sealed record ConfigurationResult(PlatformConfiguration? Configuration, IReadOnlyList<ConfigurationError> Errors);
