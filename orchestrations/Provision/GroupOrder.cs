namespace PlatformDeployer.Orchestrations.Provision;

/// <summary>A resource group to create.</summary>
/// <param name="Group">Its name.</param>
/// <param name="Region">Its region.</param>
/// <param name="Tags">Its tags.</param>
public sealed record GroupOrder(string Group, string Region, IReadOnlyDictionary<string, string> Tags);
