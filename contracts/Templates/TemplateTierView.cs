namespace PlatformDeployer.Contracts.Templates;

/// <summary>A tier of a template.</summary>
/// <param name="Level">0 or below.</param>
/// <param name="Name">Its name.</param>
/// <param name="Service">What it does.</param>
/// <param name="DependsOn">The levels it needs.</param>
/// <param name="Resources">The types of its resources.</param>
public sealed record TemplateTierView(int Level, string Name, string Service, IReadOnlyList<int> DependsOn, IReadOnlyList<string> Resources);
