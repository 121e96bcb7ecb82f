using Embedded.DurableTask.Store;

namespace Embedded.DurableTask.Engine;

/// <summary>A timer that has not fired.</summary>
internal sealed class DurableTimer(Instance instance, int generation, int taskId, DateTimeOffset dueAt)
{
    /// <summary>The number of the timer that starts an instance scheduled for later.</summary>
    public const int StartTaskId = -1;

    public Instance Instance => instance;

    public int Generation => generation;

    public int TaskId => taskId;

    public DateTimeOffset DueAt => dueAt;

    /// <summary>Its place in the queue; negative when it is in none.</summary>
    public int Index { get; set; } = -1;
}
