using Embedded.DurableTask.Store;

namespace Embedded.DurableTask.Engine;

/// <summary>A timer of an instance.</summary>
internal sealed class DurableTimer(Instance instance, int generation, int taskId, DateTimeOffset dueAt) : QueuedTimer(dueAt)
{
    /// <summary>The number of the timer that starts an instance scheduled for later.</summary>
    public const int StartTaskId = -1;

    public Instance Instance => instance;

    public int Generation => generation;

    public int TaskId => taskId;
}
