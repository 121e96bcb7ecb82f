using PlatformDeployer.Domain.Healing;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Heal;

/// <summary>What to do with the site of a platform.</summary>
/// <param name="PlatformId">The platform.</param>
/// <param name="Kind">Start or restart.</param>
public sealed record SiteTreatment(PlatformId PlatformId, RemedyKind Kind);
