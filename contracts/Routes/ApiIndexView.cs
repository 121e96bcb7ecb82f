namespace PlatformDeployer.Contracts.Routes;

/// <summary>What stands at the base address of an API: whose it is and what it has.</summary>
/// <param name="PlatformId">The platform that answers.</param>
/// <param name="Path">Its path from the root.</param>
/// <param name="Routes">What can be asked of it.</param>
public sealed record ApiIndexView(string PlatformId, string Path, IReadOnlyList<RouteView> Routes);
