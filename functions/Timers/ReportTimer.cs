using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Orchestrations.Report;

namespace PlatformDeployer.Functions.Timers;

/// <summary>Tells the parent regularly that this platform lives.</summary>
/// <param name="reporter">The reporter.</param>
public sealed class ReportTimer(ParentReporter reporter)
{
    /// <summary>Runs by the setting <c>Report:Schedule</c>.</summary>
    [Function(nameof(ReportTimer))]
    public Task RunAsync([TimerTrigger("%Report:Schedule%")] TimerInfo timer, CancellationToken cancellationToken) => reporter.RunAsync(cancellationToken);
}
