namespace PlatformDeployer.Contracts.Platforms;

/// <summary>A platform above another.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its path from the root.</param>
/// <param name="Generation">How many generations below the root.</param>
/// <param name="Endpoint">Its address, where known.</param>
public sealed record AncestorView(string Id, string Name, string Path, int Generation, string? Endpoint);
