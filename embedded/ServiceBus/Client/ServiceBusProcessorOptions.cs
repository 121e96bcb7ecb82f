namespace Azure.Messaging.ServiceBus;

public class ServiceBusProcessorOptions
{
    private int _maxConcurrentCalls = 1;

    public ServiceBusReceiveMode ReceiveMode { get; set; } = ServiceBusReceiveMode.PeekLock;

    public bool AutoCompleteMessages { get; set; } = true;

    public int MaxConcurrentCalls
    {
        get => _maxConcurrentCalls;
        set => _maxConcurrentCalls = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "At least one call at a time.");
    }

    public SubQueue SubQueue { get; set; } = SubQueue.None;

    public string? Identifier { get; set; }
}
