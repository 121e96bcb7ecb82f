using System.Diagnostics;

namespace Embedded.Storage.Tests;

/// <summary>Measures the whole process, so nothing else may run beside it.</summary>
[CollectionDefinition(nameof(IdleLogTests), DisableParallelization = true)]
[Collection(nameof(IdleLogTests))]
public sealed class IdleLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("log-").FullName;

    [Fact]
    public async Task Open_HundredsOfIdleLogs_CostLittleMemoryAndNoThreads()
    {
        const int Logs = 200;
        List<DurableLog> logs = [];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        int threadsBefore = Process.GetCurrentProcess().Threads.Count;
        for (int i = 0; i < Logs; i++)
        {
            Ledger ledger = new();
            DurableLog log = DurableLog.Open(new FolderDisk(Path.Combine(_folder, $"log-{i}")), [ledger]);
            logs.Add(log);
            await ledger.SetDurablyAsync(log, 1, 1);
        }

        long perLog = (GC.GetTotalMemory(forceFullCollection: true) - before) / Logs;
        int threads = Process.GetCurrentProcess().Threads.Count - threadsBefore;
        foreach (DurableLog log in logs)
        {
            await log.DisposeAsync();
        }

        Assert.True(perLog < 100_000, $"An idle log holds {perLog} bytes.");
        Assert.True(threads < Logs / 2, $"{Logs} logs brought {threads} threads.");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
