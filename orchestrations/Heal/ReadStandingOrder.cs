using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Heal;

/// <summary>Resources that will be put again; what they refer to must be read first.</summary>
/// <param name="PlatformId">The platform.</param>
/// <param name="PutKeys">The resources that will be put.</param>
public sealed record ReadStandingOrder(PlatformId PlatformId, IReadOnlyList<string> PutKeys);
