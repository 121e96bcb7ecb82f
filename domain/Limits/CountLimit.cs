using PlatformDeployer.Domain.Lineage;

namespace PlatformDeployer.Domain.Limits;

/// <summary>A largest number, and the platform at which it was set.</summary>
/// <param name="Value">The largest number allowed; not negative.</param>
/// <param name="Owner">The platform whose limit this is.</param>
public sealed record CountLimit(int Value, PlatformPath Owner);
