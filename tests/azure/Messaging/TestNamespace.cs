using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using Embedded.ServiceBus;
using Embedded.ServiceBus.Store;
using Embedded.Storage;

namespace PlatformDeployer.Azure.Tests.Messaging;

/// <summary>A service-bus namespace of its own, in memory.</summary>
internal sealed class TestNamespace : IAsyncDisposable
{
    private readonly string _name = "n" + Guid.NewGuid().ToString("N");
    private readonly DurableLog _log;
    private readonly MessageBroker _broker;

    private TestNamespace(TimeProvider time)
    {
        var store = new MessageStore();
        _log = DurableLog.Open(new MemoryDisk(), [store]);
        _broker = new MessageBroker(_log, store, time);
        NamespaceDirectory.Register(_name, _broker);
    }

    public string ConnectionString => NamespaceDirectory.ConnectionString(_name);

    public ServiceBusClient Client => new(ConnectionString);

    public ServiceBusAdministrationClient Administration => new(ConnectionString);

    public static TestNamespace Open(TimeProvider? time = null) => new(time ?? TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        NamespaceDirectory.Unregister(_name, _broker);
        _broker.Dispose();
        await _log.DisposeAsync();
    }
}
