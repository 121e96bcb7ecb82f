using Embedded.DurableTask.Store;

namespace Embedded.DurableTask.Engine;

/// <summary>An activity that an orchestration waits for.</summary>
internal sealed record ActivityCall(Instance Instance, int Generation, HistoryEvent Request);
