using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace Embedded.Functions.Messaging;

/// <summary>The messages of one invocation that the function has settled itself, which must not be settled again when it ends.</summary>
internal sealed class SettledMessages
{
    private readonly ConcurrentDictionary<string, bool> _lockTokens = new(StringComparer.Ordinal);

    public void Add(ServiceBusReceivedMessage message) => _lockTokens.TryAdd(message.LockToken, true);

    public bool Contains(ServiceBusReceivedMessage message) => _lockTokens.ContainsKey(message.LockToken);
}
