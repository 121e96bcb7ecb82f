namespace PlatformDeployer.Domain.Provisioning;

/// <summary>Where a platform puts its children and what it makes them from.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="PackageUri">Where the program's package is fetched from.</param>
/// <param name="ChildSettings">Settings that every child is given besides its charter.</param>
public sealed record DeploymentTarget(string TenantId, string SubscriptionId, string PackageUri, IReadOnlyDictionary<string, string> ChildSettings);
