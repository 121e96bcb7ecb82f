using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Orchestrations.Heal;

namespace PlatformDeployer.Orchestrations.Spawn;

/// <summary>Starts a platform's monitor, unless it runs.</summary>
public static class StartMonitorActivity
{
    /// <summary>Runs the activity.</summary>
    [Function(nameof(StartMonitorActivity))]
    public static Task<bool> RunAsync([ActivityTrigger] PlatformId id, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        MonitorStart.EnsureAsync(client, id, cancellationToken);
}
