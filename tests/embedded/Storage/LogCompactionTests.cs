namespace Embedded.Storage.Tests;

public sealed class LogCompactionTests
{
    [Fact]
    public async Task CompactAsync_LongHistoryOfASmallState_LeavesASmallFolder()
    {
        MemoryDisk disk = new();
        Ledger ledger = new();
        await using DurableLog log = DurableLog.Open(disk, [ledger]);
        for (int i = 0; i < 10_000; i++)
        {
            ledger.Set(log, i % 3, i);
        }

        await log.CompactAsync();
        Assert.Equal(2, disk.List().Count);
        Assert.True(disk.TotalBytes < 400, $"{disk.TotalBytes} bytes are left.");
        await log.CompactAsync();
        Assert.Equal(2, disk.List().Count);
    }

    [Fact]
    public async Task Append_PastTheThreshold_CompactsByItself()
    {
        MemoryDisk disk = new();
        Ledger ledger = new();
        await using DurableLog log = DurableLog.Open(disk, [ledger], new DurableLogOptions { CompactionMinBytes = 10_000 });
        for (int i = 0; i < 5000 && !disk.List().Any(name => LogFileName.TryParseSnapshot(name, out _)); i++)
        {
            await ledger.SetDurablyAsync(log, i % 3, i);
        }

        Assert.Contains(disk.List(), name => LogFileName.TryParseSnapshot(name, out _));
        Assert.Null(log.CompactionFailure);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CompactAsync_CrashAtEveryStep_LosesNothing(bool keepUnsynced)
    {
        int steps = await RunAsync(new FaultyDisk(new MemoryDisk()), new Ledger());
        for (int step = 0; step < steps; step++)
        {
            foreach (Fault fault in (Fault[])[Fault.CrashBefore, Fault.CrashAfter, Fault.CrashShort])
            {
                MemoryDisk memory = new();
                FaultyDisk disk = new(memory) { Plan = (_, number) => number == step ? fault : Fault.None };
                Ledger acknowledged = new();
                await RunAsync(disk, acknowledged);
                if (!keepUnsynced)
                {
                    memory.Crash();
                }

                Ledger recovered = new();
                await using DurableLog again = DurableLog.Open(memory, [recovered]);
                foreach ((long key, long value) in acknowledged.Entries)
                {
                    Assert.True(recovered.Entries.TryGetValue(key, out long found) && found == value, $"Step {step}, {fault}: {key} is lost.");
                }

                Assert.True(recovered.Entries.Count <= acknowledged.Entries.Count + 1, $"Step {step}, {fault}: more came back than was appended.");
            }
        }
    }

    [Fact]
    public async Task Open_EveryRandomSequenceOfAppendsCompactionsAndCrashes_GivesTheModelsState()
    {
        for (int seed = 0; seed < 150; seed++)
        {
            Random random = new(seed);
            MemoryDisk disk = new();
            SortedDictionary<long, long> acknowledged = [];
            for (int life = 0; life < 4; life++)
            {
                Ledger ledger = new();
                DurableLog log = DurableLog.Open(disk, [ledger], new DurableLogOptions { CompactionMinBytes = random.Next(100, 2000) });
                foreach ((long key, long value) in acknowledged)
                {
                    // What was appended but not acknowledged may be newer; it is never older.
                    Assert.True(ledger.Entries.TryGetValue(key, out long found) && found >= value, $"Seed {seed}, life {life}: key {key} is lost.");
                }

                long next = ledger.Entries.Values.DefaultIfEmpty().Max() + 1;
                for (int i = random.Next(60); i > 0; i--)
                {
                    long key = random.Next(8);
                    Task durable = ledger.SetDurablyAsync(log, key, next, random.Next(40));
                    if (random.Next(3) == 0)
                    {
                        await durable;
                        foreach ((long k, long v) in ledger.Entries)
                        {
                            acknowledged[k] = v;
                        }
                    }

                    next++;
                    if (random.Next(12) == 0)
                    {
                        await log.CompactAsync();
                    }
                }

                log.Abandon();
                disk.Crash(random);
            }
        }
    }

    /// <summary>Appends and compacts until the disk fails; leaves in the ledger only what was acknowledged. Returns the operations it took.</summary>
    private static async Task<int> RunAsync(FaultyDisk disk, Ledger acknowledged)
    {
        DurableLog? log = null;
        try
        {
            Ledger ledger = new();
            log = DurableLog.Open(disk, [ledger]);
            for (int round = 0; round < 3; round++)
            {
                for (int i = 0; i < 3; i++)
                {
                    long key = (round * 3) + i;
                    await ledger.SetDurablyAsync(log, key, key + 1);
                    acknowledged.Entries[key] = key + 1;
                }

                await log.CompactAsync();
            }
        }
        catch (IOException)
        {
            // The machine is down: what follows is its next start.
        }

        log?.Abandon();
        return disk.Operations.Count;
    }
}
