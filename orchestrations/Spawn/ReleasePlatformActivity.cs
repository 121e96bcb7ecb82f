using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Orchestrations.Retire;

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
        if (await registry.FindAsync(order.PlatformId, cancellationToken) is not { } known) return;
        await SubtreeEnd.WriteAsync(registry, events, time, known, withTop: false, cancellationToken);
        await registry.ReleaseAsync(
            order.PlatformId, platform => SubtreeEnd.Ended(platform, state) with { FailureReason = order.Failed ? order.Reason : null }, cancellationToken);
        string type = order.Failed ? "platform.failed" : "platform.retired";
        await events.AppendAsync(new PlatformEvent(order.EventId, order.PlatformId, time.GetUtcNow(), type, order.Reason), cancellationToken);
    }
}
