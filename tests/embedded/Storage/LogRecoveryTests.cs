namespace Embedded.Storage.Tests;

public sealed class LogRecoveryTests
{
    [Fact]
    public async Task Open_TruncatedAtEveryByteOfTheLastThreeRecords_DropsTheTornTailAndNothingElse()
    {
        (byte[] bytes, long[] ends) = await SmallLogAsync(records: 6);
        for (long length = ends[^4]; length <= bytes.Length; length++)
        {
            MemoryDisk disk = DiskWith(bytes.AsSpan(0, (int)length));
            int whole = ends.Count(end => end <= length);
            Ledger ledger = new();
            await using (DurableLog log = DurableLog.Open(disk, [ledger]))
            {
                Assert.Equal(whole, log.AppendedPosition);
                Assert.Equal(whole, ledger.Entries.Count);
                long droppedBytes = length - (whole == 0 ? LogFileHeader.Bytes : ends[whole - 1]);
                Assert.Equal(droppedBytes == 0 ? null : droppedBytes, log.DroppedTail?.Bytes);
                await ledger.SetDurablyAsync(log, 100, 100);
            }

            Ledger again = new();
            await using DurableLog reopened = DurableLog.Open(disk, [again]);
            Assert.Null(reopened.DroppedTail);
            Assert.Equal(ledger.Entries, again.Entries);
        }
    }

    [Fact]
    public async Task Open_EveryBitFlipped_RefusesWithTheOffsetOrDropsOnlyTheLastRecord()
    {
        const int Records = 5;
        (byte[] bytes, long[] ends) = await SmallLogAsync(Records);
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            byte[] damaged = [.. bytes];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            bool inLastRecord = bit / 8 >= ends[^2];
            MemoryDisk disk = DiskWith(damaged);
            Ledger ledger = new();
            if (inLastRecord)
            {
                await using DurableLog log = DurableLog.Open(disk, [ledger]);
                Assert.Equal(Records - 1, log.AppendedPosition);
                Assert.Equal(ends[^2], log.DroppedTail!.Offset);
            }
            else if (bit / 8 is not (>= 28 and < LogFileHeader.Bytes))
            {
                LogDamagedException e = Assert.Throws<LogDamagedException>(() => DurableLog.Open(disk, [ledger]));
                long expected = bit / 8 < LogFileHeader.Bytes ? 0 : ends.Where(end => end <= bit / 8).Append(LogFileHeader.Bytes).Max();
                Assert.Equal(expected, e.Offset);
                Assert.Contains("0000000000000001.log", e.File, StringComparison.Ordinal);
                Assert.Equal(damaged, disk.ReadAll("0000000000000001.log"));
            }
            else
            {
                Assert.Throws<LogDamagedException>(() => DurableLog.Open(disk, [ledger]));
            }
        }
    }

    [Fact]
    public async Task Open_EveryBitOfASnapshotFlipped_Refuses()
    {
        MemoryDisk disk = new();
        Ledger ledger = new();
        await using (DurableLog log = DurableLog.Open(disk, [ledger]))
        {
            ledger.Set(log, 1, 1);
            ledger.Set(log, 2, 2);
            await log.CompactAsync();
        }

        string name = LogFileName.Snapshot(2);
        byte[] bytes = disk.ReadAll(name);
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            byte[] damaged = [.. bytes];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            disk.Replace(name, damaged);
            Assert.Throws<LogDamagedException>(() => DurableLog.Open(disk, [new Ledger()]));
        }
    }

    [Fact]
    public async Task Open_ZerosAfterTheLastRecord_AreATornTail()
    {
        (byte[] bytes, long[] ends) = await SmallLogAsync(records: 2);
        MemoryDisk disk = DiskWith([.. bytes, .. new byte[5000]]);
        await using DurableLog log = DurableLog.Open(disk, [new Ledger()]);
        Assert.Equal(2, log.AppendedPosition);
        Assert.Equal(ends[^1], log.DroppedTail!.Offset);
    }

    [Fact]
    public async Task Open_SegmentMissing_Refuses()
    {
        MemoryDisk disk = new();
        Ledger ledger = new();
        await using (DurableLog log = DurableLog.Open(disk, [ledger]))
        {
            ledger.Set(log, 1, 1);
            await log.CompactAsync();
            ledger.Set(log, 2, 2);
        }

        disk.Delete(LogFileName.Segment(2));
        LogDamagedException e = Assert.Throws<LogDamagedException>(() => DurableLog.Open(disk, [new Ledger()]));
        Assert.Contains("missing", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_RecordOfAnUnknownParticipant_Refuses()
    {
        MemoryDisk disk = new();
        Ledger ledger = new(9);
        await using (DurableLog log = DurableLog.Open(disk, [ledger]))
        {
            ledger.Set(log, 1, 1);
        }

        LogDamagedException e = Assert.Throws<LogDamagedException>(() => DurableLog.Open(disk, [new Ledger(1)]));
        Assert.Contains("participant 9", e.Message, StringComparison.Ordinal);
        Assert.Equal(LogFileHeader.Bytes, e.Offset);
    }

    [Fact]
    public async Task Open_RecordThatHoldsAWholeFrame_IsNotTakenForALaterRecordWhenTorn()
    {
        // The inner frame has a checksum seeded for another file, as a record copied from another log would.
        byte[] inner = new byte[LogFrame.HeaderBytes + 16];
        LogFrame.Write(inner, seed: 77, position: 2, participantId: 1, LogFrame.RecordKind, Ledger.Record(1, 1));
        MemoryDisk disk = new();
        Ledger ledger = new();
        await using (DurableLog log = DurableLog.Open(disk, [ledger]))
        {
            lock (log.Gate)
            {
                log.Append(1, [.. Ledger.Record(5, 5), .. inner, 0, 0, 0]);
            }
        }

        byte[] bytes = disk.ReadAll(LogFileName.Segment(1));
        disk.Replace(LogFileName.Segment(1), bytes.AsSpan(0, bytes.Length - 1));
        Ledger again = new();
        await using DurableLog reopened = DurableLog.Open(disk, [again]);
        Assert.Empty(again.Entries);
        Assert.NotNull(reopened.DroppedTail);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    public async Task Open_SegmentWhoseCreationWasCutShort_IsMadeAgain(int headerBytes)
    {
        MemoryDisk disk = DiskWith(new byte[headerBytes]);
        Ledger ledger = new();
        await using (DurableLog log = DurableLog.Open(disk, [ledger]))
        {
            await ledger.SetDurablyAsync(log, 1, 1);
        }

        Ledger again = new();
        await using DurableLog reopened = DurableLog.Open(disk, [again]);
        Assert.Equal(ledger.Entries, again.Entries);
    }

    /// <summary>A log of records of different sizes in one segment, and where each record ends.</summary>
    private static async Task<(byte[] Bytes, long[] Ends)> SmallLogAsync(int records)
    {
        MemoryDisk disk = new();
        Ledger ledger = new();
        long[] ends = new long[records];
        long end = LogFileHeader.Bytes;
        await using (DurableLog log = DurableLog.Open(disk, [ledger]))
        {
            for (int i = 0; i < records; i++)
            {
                ledger.Set(log, i, i * 31, padding: i * 3);
                end += LogFrame.HeaderBytes + 16 + (i * 3);
                ends[i] = end;
            }
        }

        byte[] bytes = disk.ReadAll(LogFileName.Segment(1));
        Assert.Equal(end, bytes.Length);
        return (bytes, ends);
    }

    private static MemoryDisk DiskWith(ReadOnlySpan<byte> segment)
    {
        MemoryDisk disk = new();
        disk.Replace(LogFileName.Segment(1), segment);
        return disk;
    }
}
