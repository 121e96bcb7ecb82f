using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Spawn;

/// <summary>Gives a platform's name and its share of the limits back, now that nothing of it is left.</summary>
/// <param name="registry">Where the platform is known.</param>
/// <param name="events">Its history.</param>
/// <param name="time">The clock.</param>
public sealed class ReleasePlatformActivity(IPlatformRegistry registry, IPlatformEventLog events, TimeProvider time)
{
    /// <summary>Runs the activity.</summary>
    [Function(nameof(ReleasePlatformActivity))]
    public async Task RunAsync([ActivityTrigger] ReleaseOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        PlatformState state = order.Failed ? PlatformState.Failed : PlatformState.Retired;
        await registry.ReleaseAsync(
            order.PlatformId,
            platform => platform with { State = state, Endpoint = null, Resources = [], FailureReason = order.Failed ? order.Reason : null },
            cancellationToken);
        string type = order.Failed ? "platform.failed" : "platform.retired";
        await events.AppendAsync(new PlatformEvent(order.EventId, order.PlatformId, time.GetUtcNow(), type, order.Reason), cancellationToken);
    }
}
