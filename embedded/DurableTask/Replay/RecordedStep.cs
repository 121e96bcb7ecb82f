using Embedded.DurableTask.Store;

namespace Embedded.DurableTask.Replay;

/// <summary>One step of a recorded history: what reached the orchestrator at a time, and what it decided.</summary>
internal sealed record RecordedStep(DateTimeOffset At, IReadOnlyList<HistoryEvent> Given, IReadOnlyList<HistoryEvent> Decided);
