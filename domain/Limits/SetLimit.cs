using PlatformDeployer.Domain.Lineage;

namespace PlatformDeployer.Domain.Limits;

/// <summary>The only things allowed (an empty list allows none), and the platform at which they were named.</summary>
/// <param name="Allowed">What is allowed: template names, with or without a version, or region names.</param>
/// <param name="Owner">The platform whose limit this is.</param>
public sealed record SetLimit(IReadOnlyList<string> Allowed, PlatformPath Owner);
