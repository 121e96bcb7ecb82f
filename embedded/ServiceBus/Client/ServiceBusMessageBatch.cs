namespace Azure.Messaging.ServiceBus;

public sealed class ServiceBusMessageBatch : IDisposable
{
    private readonly List<ServiceBusMessage> _messages = [];
    private long _sizeInBytes;

    internal ServiceBusMessageBatch(long maxSizeInBytes) => MaxSizeInBytes = maxSizeInBytes;

    public long MaxSizeInBytes { get; }

    public long SizeInBytes => _sizeInBytes;

    public int Count => _messages.Count;

    internal IReadOnlyList<ServiceBusMessage> Messages => _messages;

    public bool TryAddMessage(ServiceBusMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        long size = message.SizeInBytes();
        if (_sizeInBytes + size > MaxSizeInBytes) return false;
        _sizeInBytes += size;
        _messages.Add(message);
        return true;
    }

    public void Dispose() => _messages.Clear();
}
