using Embedded.DurableTask.Store;

namespace Embedded.DurableTask.Telemetry;

/// <summary>A call or timer of a traced orchestration that a work item brought to its end.</summary>
/// <param name="Call">What the orchestrator asked for.</param>
/// <param name="At">The orchestrator's time when it did.</param>
/// <param name="Answer">What came of it.</param>
internal sealed record EndedCall(HistoryEvent Call, DateTimeOffset At, HistoryEvent Answer);
