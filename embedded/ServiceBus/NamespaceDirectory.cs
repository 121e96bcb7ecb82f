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

    /// <summary>Makes a namespace known.</summary>
    /// <exception cref="InvalidOperationException">One of that name is open.</exception>
    public static void Register(string name, MessageBroker broker)
    {
        if (!Open.TryAdd(HostOf(name), broker)) throw new InvalidOperationException($"A service-bus namespace '{name}' is open already.");
    }

    /// <summary>Makes a namespace unknown.</summary>
    public static void Unregister(string name) => Open.TryRemove(HostOf(name), out _);

    /// <summary>Finds a namespace.</summary>
    /// <exception cref="ServiceBusException">There is none of that host name.</exception>
    public static MessageBroker Find(string host) => Open.TryGetValue(host, out MessageBroker? broker)
        ? broker
        : throw new ServiceBusException($"No such host is known: {host}.", ServiceBusFailureReason.ServiceCommunicationProblem);
}
