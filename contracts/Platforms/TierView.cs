namespace PlatformDeployer.Contracts.Platforms;

/// <summary>One tier of a platform.</summary>
/// <param name="Level">0 or below.</param>
/// <param name="Name">Its name in the template.</param>
/// <param name="Service">What it does.</param>
/// <param name="Resources">The keys of its resources.</param>
public sealed record TierView(int Level, string Name, string Service, IReadOnlyList<string> Resources);
