using PlatformDeployer.Contracts.Operations;

namespace PlatformDeployer.Orchestrations.Platforms;

/// <summary>Whether a platform moved on. One whose spawn is to end does not.</summary>
/// <param name="CancelAsked">Somebody asked for the end of its spawn.</param>
/// <param name="Undoing">Its spawn was being undone already, for this.</param>
public sealed record AdvanceOutcome(bool CancelAsked = false, OperationErrorView? Undoing = null);
