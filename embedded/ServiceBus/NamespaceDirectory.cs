using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Embedded.ServiceBus.Store;

namespace Embedded.ServiceBus;

/// <summary>Finds an open namespace by its host name, as DNS finds one of the service's.</summary>
internal static class NamespaceDirectory
{
    /// <summary>What every local host name ends in.</summary>
    public const string HostSuffix = ".servicebus.embedded";

    private static readonly ConcurrentDictionary<string, MessageBroker> Open = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The connection string of a local namespace.</summary>
    public static string ConnectionString(string name) => $"Endpoint=sb://{HostOf(name)}/;SharedAccessKeyName=local;SharedAccessKey=bG9jYWw=";

    /// <summary>The host name of a local namespace.</summary>
    public static string HostOf(string name) => name.ToLowerInvariant() + HostSuffix;

    /// <summary>
    /// Makes a namespace known. It takes the place of one of that name, which can only be that of an instance on its last legs: who owns the data is
    /// decided by the log.
    /// </summary>
    public static void Register(string name, MessageBroker broker) => Open[HostOf(name)] = broker;

    /// <summary>Makes a namespace unknown, unless another has taken its place.</summary>
    public static void Unregister(string name, MessageBroker broker) => Open.TryRemove(KeyValuePair.Create(HostOf(name), broker));

    /// <summary>Finds a namespace.</summary>
    /// <exception cref="ServiceBusException">There is none of that host name.</exception>
    public static MessageBroker Find(string host) => Open.TryGetValue(host, out MessageBroker? broker)
        ? broker
        : throw new ServiceBusException($"No such host is known: {host}.", ServiceBusFailureReason.ServiceCommunicationProblem);
}
