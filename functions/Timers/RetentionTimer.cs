using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Orchestrations.Sweep;

namespace PlatformDeployer.Functions.Timers;

/// <summary>Forgets what ended long ago.</summary>
/// <param name="sweep">The sweep.</param>
public sealed class RetentionTimer(RetentionSweep sweep)
{
    /// <summary>Runs by the setting <c>Retention:Schedule</c>.</summary>
    [Function(nameof(RetentionTimer))]
    public Task RunAsync(
        [TimerTrigger("%Retention:Schedule%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        sweep.RunAsync(client, cancellationToken);
}
