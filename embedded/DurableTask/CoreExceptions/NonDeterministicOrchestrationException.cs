namespace DurableTask.Core.Exceptions;

/// <summary>An orchestrator decided otherwise in a replay than its history says. The name is the official core's.</summary>
internal sealed class NonDeterministicOrchestrationException(string message) : Exception(message);
