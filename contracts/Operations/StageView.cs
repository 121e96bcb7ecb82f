namespace PlatformDeployer.Contracts.Operations;

/// <summary>One stage of an operation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">How it stands.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Steps">Its steps.</param>
public sealed record StageView(string Name, StepStatus Status, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, IReadOnlyList<StepView> Steps);
