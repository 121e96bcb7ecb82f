using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace Embedded.Functions.Messaging;

/// <summary>One client a service-bus connection, and one sender an entity, for an instance's bindings.</summary>
internal sealed class MessageConnections : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ServiceBusClient> _clients = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Connection, string Entity), ServiceBusSender> _senders = new();

    public ServiceBusClient Client(string connection) => _clients.GetOrAdd(connection, static key => new ServiceBusClient(key));

    public ServiceBusSender Sender(string connection, string entity) =>
        _senders.GetOrAdd((connection, entity), static (key, connections) => connections.Client(key.Connection).CreateSender(key.Entity), this);

    public ServiceBusReceiver Receiver(MessageSource source) =>
        source.Queue is { } queue
            ? Client(source.Connection).CreateReceiver(queue)
            : Client(source.Connection).CreateReceiver(source.Topic!, source.Subscription!);

    public async ValueTask DisposeAsync()
    {
        foreach (ServiceBusSender sender in _senders.Values)
        {
            await sender.DisposeAsync();
        }

        foreach (ServiceBusClient client in _clients.Values)
        {
            await client.DisposeAsync();
        }
    }
}
