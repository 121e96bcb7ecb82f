namespace PlatformDeployer.Contracts.Routes;

/// <summary>One route.</summary>
/// <param name="Route">Its address below the base address, with parameters in braces.</param>
/// <param name="Methods">The methods that it takes.</param>
public sealed record RouteView(string Route, IReadOnlyList<string> Methods);
