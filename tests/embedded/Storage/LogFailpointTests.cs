using System.Collections.Concurrent;

namespace Embedded.Storage.Tests;

/// <summary>Where the failpoints lie. What happens to a process that dies there, <c>tests/crash</c> proves.</summary>
public sealed class LogFailpointTests
{
    private readonly ConcurrentQueue<string> _passed = new();

    [Fact]
    public async Task Append_OneRecord_PassesThemInOrder()
    {
        Ledger ledger = new();
        await using (DurableLog log = Open(new MemoryDisk(), ledger))
        {
            _passed.Clear();
            await ledger.SetDurablyAsync(log, 1, 1);
        }

        Assert.Equal(
            [LogFailpoints.AppendBefore, LogFailpoints.AppendAfter, LogFailpoints.FsyncBefore, LogFailpoints.FsyncAfter, LogFailpoints.AcknowledgeAfter], _passed);
    }

    [Fact]
    public async Task CompactAsync_Once_PassesThemInOrder()
    {
        Ledger ledger = new();
        await using DurableLog log = Open(new MemoryDisk(), ledger);
        await ledger.SetDurablyAsync(log, 1, 1);
        _passed.Clear();
        await log.CompactAsync();
        Assert.Equal(
            [
                LogFailpoints.SnapshotCreated, LogFailpoints.SnapshotWritten, LogFailpoints.SnapshotSynced, LogFailpoints.SnapshotRenamed,
                LogFailpoints.CompactionCommitted, LogFailpoints.CompactionRemovedOne, LogFailpoints.CompactionAfter,
            ],
            _passed.Where(name => name.StartsWith("log.snapshot.", StringComparison.Ordinal) || name.StartsWith("log.compaction.", StringComparison.Ordinal))
                .Except([LogFailpoints.SnapshotCaptured]));
        Assert.Contains(LogFailpoints.SnapshotCaptured, _passed);
        Assert.Contains(LogFailpoints.SegmentBefore, _passed);
    }

    [Fact]
    public async Task Open_TornTail_PassesThemInOrder()
    {
        MemoryDisk disk = new();
        Ledger ledger = new();
        await using (DurableLog log = Open(disk, ledger))
        {
            await ledger.SetDurablyAsync(log, 1, 1);
        }

        disk.Replace(LogFileName.Segment(1), [.. disk.ReadAll(LogFileName.Segment(1)), 0, 0]);
        _passed.Clear();
        await using DurableLog again = Open(disk, new Ledger());
        Assert.Equal([LogFailpoints.RecoveryRead, LogFailpoints.RecoveryCut, LogFailpoints.RecoverySynced, LogFailpoints.RecoveryAfter], _passed);
    }

    private DurableLog Open(MemoryDisk disk, Ledger ledger) => DurableLog.Open(disk, [ledger], new DurableLogOptions { Failpoint = _passed.Enqueue });
}
