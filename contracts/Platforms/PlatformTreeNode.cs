namespace PlatformDeployer.Contracts.Platforms;

/// <summary>A platform and everything below it.</summary>
/// <param name="Id">The platform's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its path from the root.</param>
/// <param name="Generation">How many generations below the root.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Health">Healthy, Unhealthy or Unknown.</param>
/// <param name="Template">What it was made from.</param>
/// <param name="Endpoint">Its own address.</param>
/// <param name="Children">Its children, by name.</param>
public sealed record PlatformTreeNode(
    string Id,
    string Name,
    string Path,
    int Generation,
    PlatformState State,
    string Health,
    string Template,
    string? Endpoint,
    IReadOnlyList<PlatformTreeNode> Children);
