namespace PlatformDeployer.Orchestrations.Operations;

/// <summary>A cancel was asked for. It never leaves the orchestrator that throws it.</summary>
internal sealed class OperationCanceledByUserException() : Exception("The operation was cancelled.");
