namespace PlatformDeployer.Domain.Resources;

/// <summary>The check a tier must pass before its platform is active, and goes on being asked afterwards.</summary>
/// <param name="Kind">How health is found out.</param>
/// <param name="Path">For <see cref="HealthCheckKind.Http"/>: the path at the platform's endpoint, from <c>/</c>.</param>
/// <param name="Resource">For <see cref="HealthCheckKind.Resource"/>: the key of the node.</param>
/// <param name="TimeoutSeconds">How long one check may take.</param>
/// <param name="IntervalSeconds">How long to wait between two checks while the platform is being activated.</param>
/// <param name="AttemptsMax">How many checks may fail in a row during activation before the tier is given up.</param>
public sealed record HealthCheck(HealthCheckKind Kind, string? Path, string? Resource, int TimeoutSeconds, int IntervalSeconds, int AttemptsMax);
