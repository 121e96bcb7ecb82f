using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Orchestrations.Heal;

namespace PlatformDeployer.Orchestrations.Spawn;

/// <summary>Stops a platform's monitor, so that it does not repair what is being taken down.</summary>
/// <param name="registry">Where the platform is known.</param>
/// <param name="time">The clock.</param>
public sealed class StopMonitorActivity(IPlatformRegistry registry, TimeProvider time)
{
    /// <summary>Runs the activity.</summary>
    /// <returns>The platform's resource group.</returns>
    [Function(nameof(StopMonitorActivity))]
    public async Task<string> RunAsync([ActivityTrigger] PlatformId id, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        await MonitorStart.StopAsync(client, id, time, cancellationToken);
        PlatformRecord platform = await registry.FindAsync(id, cancellationToken) ?? throw new PlatformNotFoundException(id);
        return platform.ResourceGroup;
    }
}
