using Azure.Data.Tables;
using Embedded.Storage;
using Embedded.Tables.Clients;
using Embedded.Tables.Store;

namespace Embedded.Tables.Tests;

/// <summary>An open account on a disk, under a name of its own.</summary>
internal sealed class TableAccount : IAsyncDisposable
{
    private readonly DurableLog _log;
    private readonly IDisposable _registration;

    public TableAccount(MemoryDisk? disk = null)
    {
        Disk = disk ?? new MemoryDisk();
        TableStore store = new(TimeProvider.System);
        _log = DurableLog.Open(Disk, [store]);
        store.Attach(_log);
        Name = "a" + Guid.NewGuid().ToString("N");
        _registration = TableAccounts.Register(Name, store);
        Service = new TableServiceClient(TableAccounts.ConnectionString(Name));
    }

    public MemoryDisk Disk { get; }

    public string Name { get; }

    public TableServiceClient Service { get; }

    public DurableLog Log => _log;

    public async Task<TableClient> TableAsync(string name = "things")
    {
        await Service.CreateTableIfNotExistsAsync(name);
        return Service.GetTableClient(name);
    }

    /// <summary>As if the machine had lost power; returns the account as it is after the next start.</summary>
    public TableAccount Crash()
    {
        _log.Abandon();
        _registration.Dispose();
        Disk.Crash();
        return new TableAccount(Disk);
    }

    public async ValueTask DisposeAsync()
    {
        _registration.Dispose();
        await _log.DisposeAsync();
    }
}
