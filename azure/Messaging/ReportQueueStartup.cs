using Azure;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PlatformDeployer.Azure.Messaging;

/// <summary>Makes the queue where the identity may; elsewhere it comes with the platform's resources.</summary>
internal sealed partial class ReportQueueStartup(ServiceBusAdministrationClient administration, ILogger<ReportQueueStartup> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await administration.QueueExistsAsync(ServiceBusReportSignal.QueueName, cancellationToken)) return;
            await administration.CreateQueueAsync(
                new CreateQueueOptions(ServiceBusReportSignal.QueueName) { LockDuration = TimeSpan.FromSeconds(30), MaxDeliveryCount = 5 }, cancellationToken);
        }
        catch (ServiceBusException exception) when (exception.Reason == ServiceBusFailureReason.MessagingEntityAlreadyExists)
        {
            // Another instance of the program made it at the same moment.
        }
        catch (Exception exception) when (exception is ServiceBusException or UnauthorizedAccessException or RequestFailedException)
        {
            LogNotMade(exception);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 3102, Level = LogLevel.Warning, Message = "The queue for reports can neither be seen nor made; reports go by the timer until it is there.")]
    private partial void LogNotMade(Exception exception);
}
