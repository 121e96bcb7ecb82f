namespace PlatformDeployer.Domain.Resources;

/// <summary>The chain of nodes that decides how long the whole graph takes, however much is done at once.</summary>
/// <param name="Duration">The sum of the durations along it.</param>
/// <param name="Keys">The nodes, first to last.</param>
public sealed record CriticalPath(TimeSpan Duration, IReadOnlyList<string> Keys);
