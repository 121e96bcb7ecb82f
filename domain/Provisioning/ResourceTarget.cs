namespace PlatformDeployer.Domain.Provisioning;

/// <summary>A resource to act on.</summary>
/// <param name="Id">Its Azure Resource Manager id.</param>
/// <param name="ApiVersion">The api-version to speak.</param>
public sealed record ResourceTarget(string Id, string ApiVersion);
