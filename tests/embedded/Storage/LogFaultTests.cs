namespace Embedded.Storage.Tests;

public sealed class LogFaultTests
{
    [Theory]
    [InlineData(DiskOperation.Append, (int)Fault.ErrorBefore)]
    [InlineData(DiskOperation.Append, (int)Fault.ErrorShort)]
    [InlineData(DiskOperation.Append, (int)Fault.ErrorAfter)]
    [InlineData(DiskOperation.Sync, (int)Fault.ErrorBefore)]
    [InlineData(DiskOperation.Sync, (int)Fault.ErrorAfter)]
    internal async Task WhenDurableAsync_DiskFails_FailsTheLogForGoodAndKeepsWhatWasAcknowledged(DiskOperation operation, int fault)
    {
        MemoryDisk memory = new();
        FaultyDisk disk = new(memory);
        Ledger ledger = new();
        await using (DurableLog log = DurableLog.Open(disk, [ledger]))
        {
            await ledger.SetDurablyAsync(log, 1, 1);
            disk.Plan = (o, _) => o == operation ? (Fault)fault : Fault.None;
            LogFailedException e = await Assert.ThrowsAsync<LogFailedException>(() => ledger.SetDurablyAsync(log, 2, 2));
            Assert.IsType<IOException>(e.InnerException!.InnerException ?? e.InnerException);
            disk.Plan = (_, _) => Fault.None;
            int operations = disk.Operations.Count;
            Assert.Throws<LogFailedException>(() => { ledger.Set(log, 3, 3); });
            await Assert.ThrowsAsync<LogFailedException>(() => log.WhenDurableAsync(2));
            await Assert.ThrowsAsync<LogFailedException>(log.CompactAsync);
            Assert.True(log.WhenDurableAsync(1).IsCompletedSuccessfully);
            Assert.Same(e.InnerException as LogFailedException ?? e, await log.WhenBroken);
            Assert.Equal(operations, disk.Operations.Count);
        }

        memory.Crash();
        Ledger recovered = new();
        await using DurableLog again = DurableLog.Open(memory, [recovered]);
        Assert.Equal(1, recovered.Entries[1]);
        Assert.False(recovered.Entries.ContainsKey(3));
    }

    [Fact]
    public async Task Open_SyncThatWasLost_RecoversAPrefix()
    {
        MemoryDisk memory = new();
        FaultyDisk disk = new(memory);
        Ledger ledger = new();
        DurableLog log = DurableLog.Open(disk, [ledger]);
        await ledger.SetDurablyAsync(log, 1, 1);
        disk.Plan = (operation, _) => operation == DiskOperation.Sync ? Fault.Lost : Fault.None;
        await ledger.SetDurablyAsync(log, 2, 2);
        log.Abandon();
        memory.Crash();
        Ledger recovered = new();
        await using DurableLog again = DurableLog.Open(memory, [recovered]);
        Assert.Equal([1L], recovered.Entries.Keys);
    }

    [Fact]
    public async Task CompactAsync_NoRoomForTheSnapshot_LeavesTheLogAlive()
    {
        MemoryDisk memory = new();
        FaultyDisk disk = new(memory);
        Ledger ledger = new();
        await using (DurableLog log = DurableLog.Open(disk, [ledger]))
        {
            await ledger.SetDurablyAsync(log, 1, 1);
            bool inSnapshot = false;
            int creates = 0;
            disk.Plan = (operation, _) =>
            {
                creates += operation == DiskOperation.Create ? 1 : 0;
                inSnapshot = creates == 2;
                return inSnapshot && operation == DiskOperation.Append ? Fault.ErrorShort : Fault.None;
            };
            await Assert.ThrowsAsync<IOException>(log.CompactAsync);
            disk.Plan = (_, _) => Fault.None;
            await ledger.SetDurablyAsync(log, 2, 2);
            await log.CompactAsync();
            await ledger.SetDurablyAsync(log, 3, 3);
        }

        Ledger recovered = new();
        await using DurableLog again = DurableLog.Open(memory, [recovered]);
        Assert.Equal(ledger.Entries, recovered.Entries);
    }

    [Fact]
    public async Task Append_NoRoomForTheSnapshotThatIsDue_IsToldAndTheLogGoesOn()
    {
        FaultyDisk disk = new(new MemoryDisk());
        Ledger ledger = new();
        TaskCompletionSource<Exception> told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        DurableLogOptions options = new() { CompactionMinBytes = 500, CompactionFailed = e => told.TrySetResult(e) };
        await using DurableLog log = DurableLog.Open(disk, [ledger], options);
        int creates = 0;
        disk.Plan = (operation, _) => operation == DiskOperation.Create && ++creates == 2 ? Fault.ErrorBefore : Fault.None;
        for (int i = 0; i < 40; i++)
        {
            await ledger.SetDurablyAsync(log, i, i);
        }

        Assert.IsType<IOException>(await told.Task);
        Assert.Equal(40, log.DurablePosition);
    }

    [Fact]
    public async Task Open_AfterAFailedSyncWithoutACrash_MakesDurableWhatItReadsBeforeAnythingBuildsOnIt()
    {
        MemoryDisk memory = new();
        FaultyDisk disk = new(memory);
        Ledger ledger = new();
        await using (DurableLog log = DurableLog.Open(disk, [ledger]))
        {
            await ledger.SetDurablyAsync(log, 1, 1);
            disk.Plan = (operation, _) => operation == DiskOperation.Sync ? Fault.ErrorBefore : Fault.None;
            await Assert.ThrowsAsync<LogFailedException>(() => ledger.SetDurablyAsync(log, 2, 2));
        }

        // the process is started again on a system that still has the write in its cache
        Ledger replayed = new();
        DurableLog again = DurableLog.Open(memory, [replayed]);
        Assert.Equal([1, 2], replayed.Entries.Keys);
        again.Abandon();
        memory.Crash();
        Ledger recovered = new();
        await using DurableLog last = DurableLog.Open(memory, [recovered]);
        Assert.Equal([1, 2], recovered.Entries.Keys);
    }

    [Fact]
    public async Task CompactAsync_SnapshotCannotBeSynced_FailsTheLog()
    {
        FaultyDisk disk = new(new MemoryDisk());
        Ledger ledger = new();
        await using DurableLog log = DurableLog.Open(disk, [ledger]);
        await ledger.SetDurablyAsync(log, 1, 1);
        int syncs = 0;
        disk.Plan = (operation, _) => operation == DiskOperation.Sync && ++syncs == 2 ? Fault.ErrorBefore : Fault.None;
        await Assert.ThrowsAsync<LogFailedException>(log.CompactAsync);
        Assert.Throws<LogFailedException>(() => { ledger.Set(log, 2, 2); });
    }
}
