using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;

namespace PlatformDeployer.Azure.Messaging;

/// <summary>
/// The signal as a message in the queue <c>report-due</c>. At most one is on its way from this process. The queue's own duplicate detection would not do:
/// it also drops a message whose twin has long been handled, and with it the signal for what came after.
/// </summary>
public sealed partial class ServiceBusReportSignal : IReportSignal
{
    /// <summary>The queue.</summary>
    public const string QueueName = "report-due";

    // A message that nobody took for this long was lost; the same again as its time to live, so that no pile waits for a platform that slept.
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(15);

    private readonly ServiceBusSender _sender;
    private readonly TimeProvider _time;
    private readonly ILogger<ServiceBusReportSignal> _logger;
    private long _raisedAt = long.MinValue;

    /// <summary>Makes a signal.</summary>
    /// <param name="client">The namespace.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where a signal that could not be sent is noted.</param>
    public ServiceBusReportSignal(ServiceBusClient client, TimeProvider time, ILogger<ServiceBusReportSignal> logger)
    {
        ArgumentNullException.ThrowIfNull(client);
        _sender = client.CreateSender(QueueName);
        _time = time;
        _logger = logger;
    }

    /// <inheritdoc/>
    public async Task RaiseAsync(CancellationToken cancellationToken)
    {
        long now = _time.GetTimestamp();
        long raisedAt = Interlocked.Read(ref _raisedAt);
        if (raisedAt != long.MinValue && _time.GetElapsedTime(raisedAt, now) < Lifetime) return;
        // Of many that see it down at once, one sends.
        if (Interlocked.CompareExchange(ref _raisedAt, now, raisedAt) != raisedAt) return;
        try
        {
            await _sender.SendMessageAsync(new ServiceBusMessage { TimeToLive = Lifetime }, cancellationToken);
        }
        catch (Exception exception) when (exception is ServiceBusException or UnauthorizedAccessException or OperationCanceledException)
        {
            Lower();
            LogNotSent(exception);
        }
    }

    /// <inheritdoc/>
    public void Lower() => Interlocked.Exchange(ref _raisedAt, long.MinValue);

    [LoggerMessage(EventId = 3101, Level = LogLevel.Warning, Message = "The signal that there is something to report was not sent; the timer will report it.")]
    private partial void LogNotSent(Exception exception);
}
