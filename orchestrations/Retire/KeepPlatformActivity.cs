using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>Takes a retirement back that found children which were not to go.</summary>
/// <param name="registry">Where the platform is known.</param>
/// <param name="events">Its history.</param>
/// <param name="time">The clock.</param>
public sealed class KeepPlatformActivity(IPlatformRegistry registry, IPlatformEventLog events, TimeProvider time)
{
    /// <summary>Runs the activity.</summary>
    [Function(nameof(KeepPlatformActivity))]
    public async Task RunAsync([ActivityTrigger] KeepOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        await registry.UpdateAsync(
            order.PlatformId, platform => platform.State == PlatformState.Retiring ? platform with { State = PlatformState.Active, Cascade = false } : null, cancellationToken);
        await events.AppendAsync(new PlatformEvent(order.EventId, order.PlatformId, time.GetUtcNow(), "platform.kept", order.Reason), cancellationToken);
    }
}
