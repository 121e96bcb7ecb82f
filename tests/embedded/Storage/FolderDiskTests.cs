namespace Embedded.Storage.Tests;

public sealed class FolderDiskTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("log-").FullName;

    [Fact]
    public async Task Open_SecondOpener_IsRefusedUntilTheFirstIsGone()
    {
        DurableLog first = DurableLog.Open(new FolderDisk(_folder), [new Ledger()]);
        LogInUseException e = Assert.Throws<LogInUseException>(() => DurableLog.Open(new FolderDisk(_folder), [new Ledger()]));
        Assert.Contains(_folder, e.Message, StringComparison.Ordinal);
        await first.DisposeAsync();
        await using DurableLog second = DurableLog.Open(new FolderDisk(_folder), [new Ledger()]);
    }

    [Fact]
    public async Task Open_AfterAbandon_HasWhatWasAcknowledged()
    {
        Ledger ledger = new();
        DurableLog log = DurableLog.Open(new FolderDisk(Path.Combine(_folder, "new", "folder")), [ledger]);
        for (int i = 0; i < 20; i++)
        {
            await ledger.SetDurablyAsync(log, i, i);
            if (i == 10)
            {
                await log.CompactAsync();
            }
        }

        log.Abandon();
        Ledger recovered = new();
        await using DurableLog again = DurableLog.Open(new FolderDisk(Path.Combine(_folder, "new", "folder")), [recovered]);
        Assert.Equal(ledger.Entries, recovered.Entries);
    }

    [Fact]
    public void SyncDirectory_FolderThatIsGone_Fails()
    {
        FolderDisk disk = new(Path.Combine(_folder, "gone"));
        Directory.Delete(Path.Combine(_folder, "gone"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Throws<IOException>(disk.SyncDirectory);
        }
    }

    [Fact]
    public async Task Open_LockFileDeletedByHand_IsRefusedAllTheSame()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // nobody can delete a locked file there
        }

        Ledger ledger = new();
        await using DurableLog first = DurableLog.Open(new FolderDisk(_folder), [ledger]);
        File.Delete(Path.Combine(_folder, "lock"));
        Assert.Throws<LogInUseException>(() => DurableLog.Open(new FolderDisk(_folder), [new Ledger()]));
        await ledger.SetDurablyAsync(first, 1, 1);
    }

    [Fact]
    public async Task WhenDurableAsync_FolderReplacedByAnother_FailsAndLeavesTheOtherAlone()
    {
        string folder = Path.Combine(_folder, "log");
        Ledger stale = new();
        DurableLog first = DurableLog.Open(new FolderDisk(folder), [stale]);
        await stale.SetDurablyAsync(first, 1, 1);
        Directory.Move(folder, folder + "-aside");

        Ledger ledger = new();
        await using (DurableLog second = DurableLog.Open(new FolderDisk(folder), [ledger]))
        {
            await ledger.SetDurablyAsync(second, 2, 2);
            await Assert.ThrowsAnyAsync<IOException>(first.CompactAsync);
            LogFailedException e = await Assert.ThrowsAsync<LogFailedException>(() => stale.SetDurablyAsync(first, 3, 3));
            Assert.Contains(folder, e.Message, StringComparison.Ordinal);
            await first.DisposeAsync();
            await ledger.SetDurablyAsync(second, 4, 4);
        }

        Ledger recovered = new();
        await using DurableLog again = DurableLog.Open(new FolderDisk(folder), [recovered]);
        Assert.Equal([2, 4], recovered.Entries.Keys);
    }

    [Fact]
    public async Task WhenDurableAsync_MarkRemovedByATakeOverDespiteTheLocks_FailsTheStaleOne()
    {
        Ledger stale = new();
        await using DurableLog first = DurableLog.Open(new FolderDisk(_folder), [stale]);
        await stale.SetDurablyAsync(first, 1, 1);
        File.Delete(Assert.Single(Directory.GetFiles(_folder, "owner.*")));
        LogFailedException e = await Assert.ThrowsAsync<LogFailedException>(() => stale.SetDurablyAsync(first, 2, 2));
        Assert.IsType<LogFencedException>(Innermost(e));
        Assert.Throws<LogFailedException>(() => { stale.Set(first, 3, 3); });
    }

    [Fact]
    public async Task Open_AfterACrash_RemovesTheMarkOfTheDead()
    {
        string dead = Path.Combine(_folder, "owner.1.dead");
        await File.WriteAllTextAsync(dead, "");
        await using (DurableLog.Open(new FolderDisk(_folder), [new Ledger()]))
        {
            Assert.False(File.Exists(dead));
        }

        Assert.Empty(Directory.GetFiles(_folder, "owner.*"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;
}
