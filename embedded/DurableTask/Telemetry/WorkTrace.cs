namespace Embedded.DurableTask.Telemetry;

/// <summary>What a work item of a traced orchestration leaves to be told.</summary>
/// <param name="StartedAt">When the generation began.</param>
/// <param name="Ended">The calls and timers that ended.</param>
internal sealed record WorkTrace(DateTimeOffset StartedAt, IReadOnlyList<EndedCall> Ended);
