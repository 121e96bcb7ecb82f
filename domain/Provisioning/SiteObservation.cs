namespace PlatformDeployer.Domain.Provisioning;

/// <summary>How the site that runs a platform's program stands.</summary>
/// <param name="Exists">Whether it is there.</param>
/// <param name="Running">Whether it is meant to run.</param>
/// <param name="Endpoint">Where it listens.</param>
public sealed record SiteObservation(bool Exists, bool Running, string? Endpoint);
