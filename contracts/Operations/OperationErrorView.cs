namespace PlatformDeployer.Contracts.Operations;

/// <summary>Why an operation failed.</summary>
/// <param name="Code">What failed, in the words of whoever refused it.</param>
/// <param name="Message">The same in a sentence.</param>
/// <param name="Target">Where: a resource, a check.</param>
/// <param name="Stage">The stage it happened in.</param>
/// <param name="Class">What kind of failure it was.</param>
/// <param name="NextStep">What to do now.</param>
public sealed record OperationErrorView(string Code, string Message, string? Target, string? Stage, FailureClass Class, string NextStep);
