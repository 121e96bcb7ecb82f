namespace PlatformDeployer.Contracts.Platforms;

/// <summary>One resource of a platform.</summary>
/// <param name="Key">Its key in the template.</param>
/// <param name="Id">Its Azure Resource Manager id.</param>
/// <param name="Type">Its type.</param>
/// <param name="Tier">The tier it belongs to.</param>
public sealed record ResourceView(string Key, string Id, string Type, int Tier);
