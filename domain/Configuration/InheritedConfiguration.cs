using PlatformDeployer.Domain.Lineage;

namespace PlatformDeployer.Domain.Configuration;

/// <summary>The configuration a new platform inherits from.</summary>
/// <param name="Parent">The parent's path.</param>
/// <param name="Configuration">The parent's configuration.</param>
public sealed record InheritedConfiguration(PlatformPath Parent, PlatformConfiguration Configuration);
