namespace Embedded.DurableTask.Store;

/// <summary>What an entry of a history is. The numbers are written to the log: they never change.</summary>
internal enum HistoryEventKind : byte
{
    // What reaches an instance.
    ActivityCompleted = 1,
    ActivityFailed = 2,
    ChildCompleted = 3,
    ChildFailed = 4,
    TimerFired = 5,
    EventRaised = 6,
    EntityCompleted = 10,
    EntityFailed = 11,
    EntitiesLocked = 12,

    // What an orchestrator decides.
    ActivityScheduled = 20,
    ChildScheduled = 21,
    TimerCreated = 22,
    TimerCancelled = 23,
    EventSent = 24,
    EntityCalled = 30,
    EntitySignaled = 31,
    EntityLockRequested = 32,
    EntityLockReleased = 33,
}
