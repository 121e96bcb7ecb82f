namespace Embedded.Storage.Tests;

public sealed class DurableLogTests
{
    [Fact]
    public async Task Open_EmptyFolder_StartsAtPositionZero()
    {
        await using DurableLog log = DurableLog.Open(new MemoryDisk(), [new Ledger()]);
        Assert.Equal(0, log.AppendedPosition);
        Assert.Equal(0, log.DurablePosition);
        Assert.True(log.WhenDurableAsync(0).IsCompletedSuccessfully);
        Assert.Null(log.DroppedTail);
    }

    [Fact]
    public async Task WhenDurableAsync_AfterAppend_SurvivesACrashThatKeepsOnlyWhatWasSynced()
    {
        MemoryDisk disk = new();
        Ledger ledger = new();
        DurableLog log = DurableLog.Open(disk, [ledger]);
        await ledger.SetDurablyAsync(log, 1, 10);
        await ledger.SetDurablyAsync(log, 2, 20);
        Assert.Equal(2, log.DurablePosition);
        log.Abandon();
        disk.Crash();

        Ledger recovered = new();
        await using DurableLog again = DurableLog.Open(disk, [recovered]);
        Assert.Equal(ledger.Entries, recovered.Entries);
        Assert.Equal(2, again.AppendedPosition);
        Assert.Equal(2, again.DurablePosition);
    }

    [Fact]
    public async Task Append_SeveralParticipants_EachGetsItsOwnRecordsBack()
    {
        MemoryDisk disk = new();
        Ledger first = new(1);
        Ledger second = new(200);
        await using (DurableLog log = DurableLog.Open(disk, [first, second]))
        {
            first.Set(log, 1, 1);
            second.Set(log, 1, 2);
            await log.CompactAsync();
            first.Set(log, 3, 3);
            second.Set(log, 4, 4);
        }

        Ledger firstAgain = new(1);
        Ledger secondAgain = new(200);
        await using DurableLog again = DurableLog.Open(disk, [firstAgain, secondAgain]);
        Assert.Equal(first.Entries, firstAgain.Entries);
        Assert.Equal(second.Entries, secondAgain.Entries);
    }

    [Fact]
    public async Task Append_WithoutTheGate_IsRefused()
    {
        await using DurableLog log = DurableLog.Open(new MemoryDisk(), [new Ledger()]);
        Assert.Throws<InvalidOperationException>(() => log.Append(1, Ledger.Record(1, 1)));
    }

    [Fact]
    public async Task Append_RecordOverTheLimit_IsRefusedAndTheLogGoesOn()
    {
        MemoryDisk disk = new();
        Ledger ledger = new();
        await using DurableLog log = DurableLog.Open(disk, [ledger]);
        byte[] record = new byte[LogFrame.PayloadMaxBytes + 1];
        lock (log.Gate)
        {
            LogRecordTooLargeException e = Assert.Throws<LogRecordTooLargeException>(() => { log.Append(1, record); });
            Assert.Contains("67108865 bytes", e.Message, StringComparison.Ordinal);
        }

        await ledger.SetDurablyAsync(log, 1, 1);
        Assert.Equal(1, log.DurablePosition);
    }

    [Fact]
    public async Task Append_RecordAtTheLimit_ComesBack()
    {
        MemoryDisk disk = new();
        Ledger ledger = new();
        await using (DurableLog log = DurableLog.Open(disk, [ledger]))
        {
            await ledger.SetDurablyAsync(log, 5, 6, LogFrame.PayloadMaxBytes - 16);
            await ledger.SetDurablyAsync(log, 7, 8);
        }

        Ledger recovered = new();
        await using DurableLog again = DurableLog.Open(disk, [recovered]);
        Assert.Equal(ledger.Entries, recovered.Entries);
    }

    [Fact]
    public async Task WhenDurableAsync_PositionNeverAppended_IsRefused()
    {
        await using DurableLog log = DurableLog.Open(new MemoryDisk(), [new Ledger()]);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => log.WhenDurableAsync(1));
    }

    [Fact]
    public async Task Append_AfterDispose_IsRefused()
    {
        Ledger ledger = new();
        DurableLog log = DurableLog.Open(new MemoryDisk(), [ledger]);
        long position = ledger.Set(log, 1, 1);
        await log.DisposeAsync();
        Assert.True(log.WhenDurableAsync(position).IsCompletedSuccessfully);
        LogFailedException e = Assert.Throws<LogFailedException>(() => { ledger.Set(log, 2, 2); });
        Assert.Contains("closed", e.Message, StringComparison.Ordinal);
        Assert.False(log.WhenBroken.IsCompleted);
        await Assert.ThrowsAsync<LogFailedException>(log.CompactAsync);
    }

    [Fact]
    public async Task Abandon_WithRecordsInFlight_AcknowledgesNothingMoreAndFreesTheFolder()
    {
        MemoryDisk memory = new();
        using ManualResetEventSlim release = new();
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        FaultyDisk disk = new(memory);
        Ledger ledger = new();
        DurableLog log = DurableLog.Open(disk, [ledger]);
        disk.Plan = (operation, _) =>
        {
            if (operation == DiskOperation.Append)
            {
                reached.TrySetResult();
                release.Wait();
            }

            return Fault.None;
        };
        Task acknowledged = ledger.SetDurablyAsync(log, 1, 1);
        await reached.Task;
        Task abandon = Task.Run(log.Abandon);
        await Assert.ThrowsAsync<LogFailedException>(() => acknowledged);
        release.Set();
        await abandon;
        int operations = disk.Operations.Count;
        Assert.Throws<LogFailedException>(() => { ledger.Set(log, 2, 2); });
        await using DurableLog again = DurableLog.Open(memory, [new Ledger()]);
        Assert.Equal(operations, disk.Operations.Count);
    }

    [Fact]
    public async Task Append_ManyConcurrently_NothingAcknowledgedIsLostAndTheOrderIsKept()
    {
        const int Writers = 8;
        const int PerWriter = 500;
        MemoryDisk disk = new();
        Ledger ledger = new();
        DurableLog log = DurableLog.Open(disk, [ledger], new DurableLogOptions { CompactionMinBytes = 16 * 1024 });
        long[] acknowledged = new long[Writers];
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (int i = 1; i <= PerWriter; i++)
            {
                long position = ledger.Set(log, writer, i);
                await log.WhenDurableAsync(position);
                Assert.True(log.DurablePosition >= position);
                acknowledged[writer] = i;
            }
        })));
        log.Abandon();
        disk.Crash();

        Ledger recovered = new();
        await using DurableLog again = DurableLog.Open(disk, [recovered]);
        Assert.Equal(acknowledged, recovered.Entries.Values);
        Assert.Equal(Writers * PerWriter, again.AppendedPosition);
    }

    [Fact]
    public async Task Append_MoreThanThePendingLimit_IsRefusedUntilTheDiskKeepsUp()
    {
        using ManualResetEventSlim release = new();
        FaultyDisk disk = new(new MemoryDisk());
        Ledger ledger = new();
        await using DurableLog log = DurableLog.Open(disk, [ledger], new DurableLogOptions { PendingMaxBytes = 1024 });
        disk.Plan = (operation, _) =>
        {
            if (operation == DiskOperation.Sync)
            {
                release.Wait();
            }

            return Fault.None;
        };
        Assert.Throws<LogOverloadedException>(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                ledger.Set(log, i, i);
            }
        });
        release.Set();
        await log.WhenDurableAsync(log.AppendedPosition);
        await ledger.SetDurablyAsync(log, 5000, 1);
    }
}
