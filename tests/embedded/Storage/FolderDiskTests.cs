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

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
