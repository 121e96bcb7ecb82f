using Azure.Messaging.ServiceBus;
using Embedded.ServiceBus.Store;
using Embedded.Storage;
using VirtualTime;

namespace Embedded.ServiceBus.Tests;

/// <summary>A namespace on a disk in memory, with a clock the test moves.</summary>
internal sealed class LocalNamespace : IAsyncDisposable
{
    private readonly string _name = "ns" + Guid.NewGuid().ToString("n");
    private readonly MemoryDisk _disk;
    private DurableLog _log;
    private MessageBroker _broker;

    public LocalNamespace(MemoryDisk? disk = null)
    {
        _disk = disk ?? new MemoryDisk();
        (_log, _broker) = Open();
        Client = new ServiceBusClient(NamespaceDirectory.ConnectionString(_name));
    }

    public VirtualTimeProvider Time { get; } = new();

    public ServiceBusClient Client { get; }

    public MessageBroker Broker => _broker;

    public DurableLog Log => _log;

    /// <summary>The process dies with what was not durable, and another opens the same disk.</summary>
    public void CrashAndReopen()
    {
        _log.Abandon();
        _broker.Dispose();
        NamespaceDirectory.Unregister(_name, _broker);
        _disk.Crash();
        (_log, _broker) = Open();
    }

    public async ValueTask DisposeAsync()
    {
        _broker.Dispose();
        NamespaceDirectory.Unregister(_name, _broker);
        await Client.DisposeAsync();
        await _log.DisposeAsync();
    }

    private (DurableLog Log, MessageBroker Broker) Open()
    {
        MessageStore store = new();
        DurableLog log = DurableLog.Open(_disk, [store]);
        MessageBroker broker = new(log, store, Time);
        NamespaceDirectory.Register(_name, broker);
        return (log, broker);
    }
}
