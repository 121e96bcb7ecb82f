using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Orchestrations.Report;

namespace PlatformDeployer.Functions.Messages;

/// <summary>Tells the parent at once when something changed, rather than at the next turn of the timer.</summary>
/// <param name="reporter">The reporter.</param>
public sealed class ReportDue(ParentReporter reporter)
{
    /// <summary>Runs for each message; the message itself says nothing but that there is something to report.</summary>
    [Function(nameof(ReportDue))]
    public Task RunAsync(
        [ServiceBusTrigger("report-due", Connection = "ServiceBus")] ServiceBusReceivedMessage message, CancellationToken cancellationToken) =>
        reporter.RunAsync(cancellationToken);
}
