using Azure.Core;
using Embedded.ServiceBus;
using Embedded.ServiceBus.Store;

namespace Azure.Messaging.ServiceBus;

public class ServiceBusClient : IAsyncDisposable
{
    private bool _isClosed;

    public ServiceBusClient(string connectionString) : this(connectionString, new ServiceBusClientOptions())
    {
    }

    public ServiceBusClient(string connectionString, ServiceBusClientOptions options)
    {
        FullyQualifiedNamespace = ConnectionText.HostOf(connectionString);
        Identifier = options?.Identifier ?? FullyQualifiedNamespace;
    }

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential) : this(fullyQualifiedNamespace, credential, new ServiceBusClientOptions())
    {
    }

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential, ServiceBusClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        FullyQualifiedNamespace = ConnectionText.HostOf(fullyQualifiedNamespace);
        Identifier = options?.Identifier ?? FullyQualifiedNamespace;
    }

    protected ServiceBusClient()
    {
        FullyQualifiedNamespace = "";
        Identifier = "";
    }

    public virtual string FullyQualifiedNamespace { get; }

    public virtual bool IsClosed => _isClosed;

    public virtual string Identifier { get; }

    /// <summary>The namespace, looked up at each use: it may open after the client was made.</summary>
    internal MessageBroker Broker
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            return NamespaceDirectory.Find(FullyQualifiedNamespace);
        }
    }

    public virtual ServiceBusSender CreateSender(string queueOrTopicName) => new(this, queueOrTopicName);

    public virtual ServiceBusSender CreateSender(string queueOrTopicName, ServiceBusSenderOptions options) => new(this, queueOrTopicName, options);

    public virtual ServiceBusReceiver CreateReceiver(string queueName) => new(this, queueName, new ServiceBusReceiverOptions());

    public virtual ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions options) => new(this, queueName, options);

    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName) => new(this, topicName, subscriptionName, new ServiceBusReceiverOptions());

    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName, ServiceBusReceiverOptions options) =>
        new(this, topicName, subscriptionName, options);

    public virtual ServiceBusProcessor CreateProcessor(string queueName) => new(this, queueName, new ServiceBusProcessorOptions());

    public virtual ServiceBusProcessor CreateProcessor(string queueName, ServiceBusProcessorOptions options) => new(this, queueName, options);

    public virtual ServiceBusProcessor CreateProcessor(string topicName, string subscriptionName) => new(this, topicName, subscriptionName, new ServiceBusProcessorOptions());

    public virtual ServiceBusProcessor CreateProcessor(string topicName, string subscriptionName, ServiceBusProcessorOptions options) =>
        new(this, topicName, subscriptionName, options);

    public virtual ValueTask DisposeAsync()
    {
        _isClosed = true;
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
