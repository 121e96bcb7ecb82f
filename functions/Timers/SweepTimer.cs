using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Orchestrations.Sweep;

namespace PlatformDeployer.Functions.Timers;

/// <summary>Sweeps the health of all children.</summary>
/// <param name="sweep">The sweep.</param>
public sealed class SweepTimer(HealthSweep sweep)
{
    /// <summary>Runs by the setting <c>Sweep:Schedule</c>.</summary>
    [Function(nameof(SweepTimer))]
    public Task RunAsync([TimerTrigger("%Sweep:Schedule%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        sweep.RunAsync(client, cancellationToken);
}
