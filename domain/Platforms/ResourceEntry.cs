namespace PlatformDeployer.Domain.Platforms;

/// <summary>A resource that a platform has.</summary>
/// <param name="Key">Its key in the resource graph.</param>
/// <param name="Id">Its Azure Resource Manager id.</param>
/// <param name="Type">Its type.</param>
/// <param name="Tier">Its tier.</param>
public sealed record ResourceEntry(string Key, string Id, string Type, int Tier);
