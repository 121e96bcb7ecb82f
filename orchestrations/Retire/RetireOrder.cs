using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>A platform to retire, with everything below it: whoever asked for it alone was refused while there was something below it.</summary>
/// <param name="PlatformId">The platform.</param>
public sealed record RetireOrder(PlatformId PlatformId);
