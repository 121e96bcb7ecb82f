using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Spawn;

/// <summary>A spawn is about to be undone.</summary>
/// <param name="PlatformId">The platform.</param>
/// <param name="Error">What for; null when somebody asked for it.</param>
public sealed record UndoOrder(PlatformId PlatformId, OperationErrorView? Error);
