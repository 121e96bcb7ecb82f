namespace PlatformDeployer.Contracts.Platforms;

/// <summary>One page of a list.</summary>
/// <param name="Value">What is on the page.</param>
/// <param name="NextLink">The address of the next page; null on the last.</param>
/// <typeparam name="T">What is listed.</typeparam>
public sealed record Page<T>(IReadOnlyList<T> Value, string? NextLink);
