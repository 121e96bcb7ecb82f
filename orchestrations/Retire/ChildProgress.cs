namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>How the retirement of a child stands.</summary>
/// <param name="Answered">Whether its parent answered.</param>
/// <param name="Gone">Whether nothing of the child is left.</param>
/// <param name="Failed">Whether its parent gave up.</param>
public sealed record ChildProgress(bool Answered, bool Gone, bool Failed);
