using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>A platform to retire. Whether what stands below goes with it is in its record, where a later request may widen it.</summary>
/// <param name="PlatformId">The platform.</param>
public sealed record RetireOrder(PlatformId PlatformId);
