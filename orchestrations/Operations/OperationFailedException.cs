using PlatformDeployer.Contracts.Operations;

namespace PlatformDeployer.Orchestrations.Operations;

/// <summary>A step of an operation failed for good. It never leaves the orchestrator that throws it.</summary>
/// <param name="error">What, where and why.</param>
internal sealed class OperationFailedException(OperationErrorView error) : Exception(error.Message)
{
    public OperationErrorView Error { get; } = error;
}
