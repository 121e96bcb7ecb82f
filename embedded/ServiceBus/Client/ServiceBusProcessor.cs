namespace Azure.Messaging.ServiceBus;

public class ServiceBusProcessor : IAsyncDisposable
{
    private readonly ServiceBusReceiver? _receiver;
    private CancellationTokenSource? _stop;
    private Task _loops = Task.CompletedTask;
    private bool _isClosed;

    protected ServiceBusProcessor()
    {
        EntityPath = "";
        Identifier = "";
    }

    internal ServiceBusProcessor(ServiceBusClient client, string queueName, ServiceBusProcessorOptions options)
    {
        var receiving = new ServiceBusReceiverOptions { ReceiveMode = options.ReceiveMode, SubQueue = options.SubQueue, Identifier = options.Identifier };
        _receiver = client.CreateReceiver(queueName, receiving);
        EntityPath = _receiver.EntityPath;
        Identifier = _receiver.Identifier;
        ReceiveMode = options.ReceiveMode;
        AutoCompleteMessages = options.AutoCompleteMessages;
        MaxConcurrentCalls = options.MaxConcurrentCalls;
    }

    internal ServiceBusProcessor(ServiceBusClient client, string topicName, string subscriptionName, ServiceBusProcessorOptions options)
        : this(client, Embedded.ServiceBus.Store.EntityPath.Subscription(topicName, subscriptionName), options)
    {
    }

    public event Func<ProcessMessageEventArgs, Task>? ProcessMessageAsync;

    public event Func<ProcessErrorEventArgs, Task>? ProcessErrorAsync;

    public virtual string FullyQualifiedNamespace => _receiver?.FullyQualifiedNamespace ?? "";

    public virtual string EntityPath { get; }

    public virtual ServiceBusReceiveMode ReceiveMode { get; }

    public virtual bool IsProcessing => _stop is { IsCancellationRequested: false };

    public virtual int MaxConcurrentCalls { get; }

    public virtual bool AutoCompleteMessages { get; }

    public virtual string Identifier { get; }

    public virtual bool IsClosed => _isClosed;

    public virtual Task StartProcessingAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        if (ProcessMessageAsync is null || ProcessErrorAsync is null) throw new InvalidOperationException("Both a message handler and an error handler must be set first.");
        if (IsProcessing) throw new InvalidOperationException("The processor is running already.");
        _stop = new CancellationTokenSource();
        CancellationToken stop = _stop.Token;
        _loops = Task.WhenAll(Enumerable.Range(0, MaxConcurrentCalls).Select(_ => Task.Run(() => ReceiveAsync(stop), CancellationToken.None)));
        return Task.CompletedTask;
    }

    public virtual async Task StopProcessingAsync(CancellationToken cancellationToken = default)
    {
        if (_stop is null) return;
        await _stop.CancelAsync();
        await _loops.WaitAsync(cancellationToken);
    }

    public virtual async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        await StopProcessingAsync(cancellationToken);
        _isClosed = true;
        if (_receiver is not null) await _receiver.CloseAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync(CancellationToken.None);
        GC.SuppressFinalize(this);
    }

    private async Task ReceiveAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await _receiver!.ReceiveMessageAsync(cancellationToken: stop) is { } message) await HandleAsync(message, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                await TellAsync(exception, ServiceBusErrorSource.Receive, stop);
                if (exception is ServiceBusException { IsTransient: false } or ObjectDisposedException) return;
            }
        }
    }

    private async Task HandleAsync(ServiceBusReceivedMessage message, CancellationToken stop)
    {
        var args = new ProcessMessageEventArgs(message, _receiver!, Identifier, stop);
        try
        {
            await ProcessMessageAsync!(args);
            if (AutoCompleteMessages && !args.IsSettled && ReceiveMode == ServiceBusReceiveMode.PeekLock) await _receiver!.CompleteMessageAsync(message, CancellationToken.None);
        }
        catch (Exception exception)
        {
            await TellAsync(exception, ServiceBusErrorSource.ProcessMessageCallback, stop);
            if (!args.IsSettled && ReceiveMode == ServiceBusReceiveMode.PeekLock) await _receiver!.AbandonMessageAsync(message, cancellationToken: CancellationToken.None);
        }
    }

    private Task TellAsync(Exception exception, ServiceBusErrorSource source, CancellationToken stop) =>
        ProcessErrorAsync!(new ProcessErrorEventArgs(exception, source, FullyQualifiedNamespace, EntityPath, Identifier, stop));
}
