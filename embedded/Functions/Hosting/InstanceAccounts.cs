using Embedded.Functions.Messaging;
using Embedded.ServiceBus;
using Embedded.ServiceBus.Store;
using Embedded.Storage;
using Embedded.Tables.Clients;
using Embedded.Tables.Store;

namespace Embedded.Functions.Hosting;

/// <summary>
/// An instance's own storage account and service-bus namespace: known to the clients in the process by the instance's name for as long as the instance runs.
/// </summary>
internal sealed class InstanceAccounts
{
    private readonly string _name;
    private readonly TimeProvider _time;
    private readonly TableStore _tables;
    private readonly MessageStore _messages = new();
    private MessageBroker? _broker;
    private IDisposable? _account;

    public InstanceAccounts(string name, TimeProvider time)
    {
        _name = name;
        _time = time;
        _tables = new TableStore(time);
        Participants = [_tables, _messages];
    }

    public IReadOnlyList<ILogParticipant> Participants { get; }

    /// <summary>When the service bus does something by itself next.</summary>
    public DateTimeOffset? NextDue => _broker?.NextDue;

    public static string StorageConnectionString(string name) => TableAccounts.ConnectionString(name);

    public static string ServiceBusConnectionString(string name) => NamespaceDirectory.ConnectionString(name);

    /// <summary>Makes both known.</summary>
    public void Open(DurableLog log)
    {
        _tables.Attach(log);
        MessageBroker broker = new(log, _messages, _time);
        NamespaceDirectory.Register(_name, broker);
        _broker = broker;
        _account = TableAccounts.Register(_name, _tables);
    }

    /// <summary>Makes the queue, or the topic and subscription, that a function listens to, unless they exist.</summary>
    /// <exception cref="Azure.Messaging.ServiceBus.ServiceBusException">No namespace of that name is open in the process.</exception>
    public static Task EnsureEntitiesAsync(MessageSource source)
    {
        MessageBroker broker = NamespaceDirectory.Find(ConnectionText.HostOf(source.Connection));
        return source.Queue is { } queue ? broker.EnsureQueueAsync(queue) : broker.EnsureSubscriptionAsync(source.Topic!, source.Subscription!);
    }

    /// <summary>Whether a message of this namespace waits for a listener or is with one.</summary>
    public bool IsBusy(MessageSource source, DurableLog log)
    {
        if (!string.Equals(ConnectionText.HostOf(source.Connection), NamespaceDirectory.HostOf(_name), StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        string path = source.Queue ?? EntityPath.Subscription(source.Topic!, source.Subscription!);
        lock (log.Gate)
        {
            return _messages.FindQueue(path) is { } queue && (queue.FirstReady() is not null || queue.LocksOver(DateTimeOffset.MaxValue).Count > 0);
        }
    }

    /// <summary>Makes both unknown again.</summary>
    public void Close()
    {
        if (_broker is null)
        {
            return;
        }

        NamespaceDirectory.Unregister(_name, _broker);
        _account?.Dispose();
        _broker.Dispose();
        _broker = null;
    }
}
