namespace Embedded.DurableTask.Store;

/// <summary>The records of the store. The numbers are written to the log: they never change, and a changed layout takes a new one.</summary>
internal enum StoreChangeKind : byte
{
    InstanceScheduled = 1,
    MessageReceived = 2,
    WorkItemOutcome = 3,
    InstancesTerminated = 4,
    SuspensionChanged = 5,
    InstancesPurged = 6,
    InstanceRewound = 7,
    InstanceHeld = 8,
    WorkBegun = 9,

    EntitySignaled = 20,
    EntityWorked = 21,
    EntitySignalsDue = 22,

    // Only in snapshots.
    StoreRestored = 100,
    InstanceRestored = 101,
    HistoryRestored = 102,
    EntityRestored = 120,
    EntityMessageRestored = 121,
}
