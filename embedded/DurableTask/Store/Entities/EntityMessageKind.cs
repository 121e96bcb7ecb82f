namespace Embedded.DurableTask.Store.Entities;

/// <summary>What reaches an entity. The numbers are written to the log: they never change.</summary>
internal enum EntityMessageKind : byte
{
    Signal = 1,
    Call = 2,
    LockRequest = 3,
    LockRelease = 4,
}
