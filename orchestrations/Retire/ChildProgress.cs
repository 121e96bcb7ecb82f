using PlatformDeployer.Contracts.Operations;

namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>How the retirement of a child stands.</summary>
/// <param name="Answered">Whether its parent answered.</param>
/// <param name="Gone">Whether nothing of the child is left.</param>
/// <param name="Failure">Why its parent gave up, when it did.</param>
public sealed record ChildProgress(bool Answered, bool Gone, OperationErrorView? Failure);
