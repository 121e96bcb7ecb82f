namespace Embedded.DurableTask.Engine;

/// <summary>A timer that has not fired.</summary>
internal abstract class QueuedTimer(DateTimeOffset dueAt)
{
    public DateTimeOffset DueAt => dueAt;

    /// <summary>Its place in the queue; negative when it is in none.</summary>
    public int Index { get; set; } = -1;
}
