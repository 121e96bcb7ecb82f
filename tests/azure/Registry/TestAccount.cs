using Azure.Data.Tables;
using Embedded.Storage;
using Embedded.Tables.Clients;
using Embedded.Tables.Store;

namespace PlatformDeployer.Azure.Tests.Registry;

/// <summary>A table account of its own, on a disk in memory that survives a crash of whoever uses it.</summary>
internal sealed class TestAccount : IAsyncDisposable
{
    private readonly string _name = "t" + Guid.NewGuid().ToString("N");
    private readonly MemoryDisk _disk = new();
    private DurableLog _log;
    private IDisposable _registration;

    private TestAccount() => (_log, _registration) = Start();

    public static TestAccount Open() => new();

    public TableServiceClient OpenTables() => new(TableAccounts.ConnectionString(_name));

    /// <summary>Stops as a process does that is killed on a machine that loses power, and starts again.</summary>
    public void CrashAndReopen()
    {
        _registration.Dispose();
        _log.Abandon();
        _disk.Crash();
        (_log, _registration) = Start();
    }

    public async ValueTask DisposeAsync()
    {
        _registration.Dispose();
        await _log.DisposeAsync();
    }

    private (DurableLog Log, IDisposable Registration) Start()
    {
        var store = new TableStore(TimeProvider.System);
        DurableLog log = DurableLog.Open(_disk, [store]);
        store.Attach(log);
        return (log, TableAccounts.Register(_name, store));
    }
}
