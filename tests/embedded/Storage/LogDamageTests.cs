namespace Embedded.Storage.Tests;

/// <summary>Damage to a log of more than one file: a snapshot, or a segment that another follows.</summary>
public sealed class LogDamageTests
{
    private const int InFirst = 4;
    private const int InSecond = 3;
    private static readonly string First = LogFileName.Segment(1);
    private static readonly string Second = LogFileName.Segment(InFirst + 1);

    [Fact]
    public async Task Open_LastSegmentCutAtEveryByte_DropsTheTornTailAndNothingElse()
    {
        (MemoryDisk whole, _, long[] ends) = await TwoSegmentsAsync();
        byte[] bytes = whole.ReadAll(Second);
        for (int length = 0; length <= bytes.Length; length++)
        {
            MemoryDisk disk = Copy(whole);
            disk.Replace(Second, bytes.AsSpan(0, length));
            Ledger ledger = new();
            await using DurableLog log = DurableLog.Open(disk, [ledger]);
            int left = InFirst + ends.Count(end => end <= length);
            Assert.Equal(left, log.AppendedPosition);
            Assert.Equal(Enumerable.Range(0, left).Select(key => (long)key), ledger.Entries.Keys);
            Assert.Equal(length == bytes.Length || length == LogFileHeader.Bytes || ends.Contains(length), log.DroppedTail is null);
        }
    }

    [Fact]
    public async Task Open_EarlierSegmentCutAtEveryByte_IsRefusedAndLeftAsItIs()
    {
        (MemoryDisk whole, long[] ends, _) = await TwoSegmentsAsync();
        byte[] bytes = whole.ReadAll(First);
        for (int length = 0; length < bytes.Length; length++)
        {
            MemoryDisk disk = Copy(whole);
            disk.Replace(First, bytes.AsSpan(0, length));
            LogDamagedException e = Assert.Throws<LogDamagedException>(() => DurableLog.Open(disk, [new Ledger()]));
            bool isBetweenRecords = length == LogFileHeader.Bytes || ends.Contains(length);
            Assert.Equal(isBetweenRecords || length < LogFileHeader.Bytes ? 0 : ends.Where(end => end < length).Append(LogFileHeader.Bytes).Max(), e.Offset);
            Assert.Equal(length, disk.ReadAll(First).Length);
            Assert.Equal(whole.ReadAll(Second), disk.ReadAll(Second));
        }
    }

    [Fact]
    public async Task Open_EveryBitOfTwoSegmentsFlipped_IsRefusedOrDropsOnlyTheLastRecord()
    {
        (MemoryDisk whole, _, long[] ends) = await TwoSegmentsAsync();
        foreach (string name in (string[])[First, Second])
        {
            byte[] bytes = whole.ReadAll(name);
            for (int bit = 0; bit < bytes.Length * 8; bit++)
            {
                MemoryDisk disk = Copy(whole);
                byte[] damaged = [.. bytes];
                damaged[bit / 8] ^= (byte)(1 << (bit % 8));
                disk.Replace(name, damaged);
                if (name == Second && bit / 8 >= ends[^2])
                {
                    await using DurableLog log = DurableLog.Open(disk, [new Ledger()]);
                    Assert.Equal(InFirst + InSecond - 1, log.AppendedPosition);
                    Assert.Equal(ends[^2], log.DroppedTail!.Offset);
                }
                else
                {
                    LogDamagedException e = Assert.Throws<LogDamagedException>(() => DurableLog.Open(disk, [new Ledger()]));
                    Assert.Contains(name, e.File, StringComparison.Ordinal);
                    Assert.True(e.Offset <= bit / 8, $"Bit {bit}: offset {e.Offset}.");
                    Assert.Equal(damaged, disk.ReadAll(name));
                }
            }
        }
    }

    [Fact]
    public async Task Open_SnapshotCutAtEveryByte_IsRefused()
    {
        MemoryDisk whole = new();
        Ledger ledger = new();
        await using (DurableLog log = DurableLog.Open(whole, [ledger]))
        {
            ledger.Set(log, 1, 1);
            ledger.Set(log, 2, 2);
            await log.CompactAsync();
        }

        string name = LogFileName.Snapshot(2);
        byte[] bytes = whole.ReadAll(name);
        for (int length = 0; length < bytes.Length; length++)
        {
            whole.Replace(name, bytes.AsSpan(0, length));
            LogDamagedException e = Assert.Throws<LogDamagedException>(() => DurableLog.Open(whole, [new Ledger()]));
            Assert.Contains(name, e.File, StringComparison.Ordinal);
        }
    }

    /// <summary>What a compaction leaves that found no room: a segment, the one after it, and no snapshot yet. Answers where the records of each end.</summary>
    private static async Task<(MemoryDisk Disk, long[] FirstEnds, long[] SecondEnds)> TwoSegmentsAsync()
    {
        MemoryDisk memory = new();
        FaultyDisk disk = new(memory);
        Ledger ledger = new();
        await using (DurableLog log = DurableLog.Open(disk, [ledger]))
        {
            for (int i = 0; i < InFirst; i++)
            {
                ledger.Set(log, i, i, padding: i);
            }

            await log.WhenDurableAsync(InFirst);
            int creates = 0;
            disk.Plan = (operation, _) => operation == DiskOperation.Create && ++creates == 2 ? Fault.ErrorBefore : Fault.None;
            await Assert.ThrowsAsync<IOException>(log.CompactAsync);
            for (int i = InFirst; i < InFirst + InSecond; i++)
            {
                ledger.Set(log, i, i, padding: i);
            }

            await log.WhenDurableAsync(InFirst + InSecond);
        }

        return (memory, [.. Ends(0, InFirst)], [.. Ends(InFirst, InSecond)]);
    }

    private static IEnumerable<long> Ends(int from, int count)
    {
        long end = LogFileHeader.Bytes;
        for (int i = from; i < from + count; i++)
        {
            yield return end += LogFrame.HeaderBytes + 16 + i;
        }
    }

    private static MemoryDisk Copy(MemoryDisk disk)
    {
        MemoryDisk copy = new();
        foreach (string name in disk.List().Where(name => LogFileName.TryParseSegment(name, out _)))
        {
            copy.Replace(name, disk.ReadAll(name));
        }

        return copy;
    }
}
