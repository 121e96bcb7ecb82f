namespace PlatformDeployer.Contracts.Operations;

/// <summary>One step of a stage: one resource, one check.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Status">How it stands.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended.</param>
public sealed record StepView(string Name, StepStatus Status, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt);
