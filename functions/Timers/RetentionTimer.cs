using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Orchestrations.Sweep;

namespace PlatformDeployer.Functions.Timers;

/// <summary>Forgets what ended long ago.</summary>
/// <param name="sweep">The sweep.</param>
/// <param name="keys">The keys of requests that were handed on: they have no platform here with which they would go.</param>
/// <param name="options">How long what has ended is kept.</param>
/// <param name="time">The clock.</param>
public sealed class RetentionTimer(RetentionSweep sweep, IRequestKeys keys, SweepOptions options, TimeProvider time)
{
    /// <summary>Runs by the setting <c>Retention:Schedule</c>.</summary>
    [Function(nameof(RetentionTimer))]
    public async Task RunAsync(
        [TimerTrigger("%Retention:Schedule%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        await sweep.RunAsync(client, cancellationToken);
        await keys.ForgetAsync(time.GetUtcNow() - options.Retention, cancellationToken);
    }
}
