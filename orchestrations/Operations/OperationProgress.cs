using PlatformDeployer.Contracts.Operations;

namespace PlatformDeployer.Orchestrations.Operations;

/// <summary>How far an operation is: the custom status of its orchestration, so that progress needs no store of its own.</summary>
/// <param name="Kind"><c>spawn</c> or <c>retire</c>.</param>
/// <param name="PlatformId">The platform it is about.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Percent">0 to 100; never falls.</param>
/// <param name="Stages">Its stages, in order.</param>
/// <param name="Error">Why it failed, when it did.</param>
public sealed record OperationProgress(
    string Kind, string PlatformId, OperationStatus Status, int Percent, IReadOnlyList<StageView> Stages, OperationErrorView? Error);
