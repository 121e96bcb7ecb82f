using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Spawn;

/// <summary>Writes down that something of a failed platform could not be removed: a person has to look.</summary>
/// <param name="registry">Where the platform is known.</param>
/// <param name="events">Its history.</param>
/// <param name="time">The clock.</param>
public sealed class ReportLeftoverActivity(IPlatformRegistry registry, IPlatformEventLog events, TimeProvider time)
{
    /// <summary>Runs the activity.</summary>
    [Function(nameof(ReportLeftoverActivity))]
    public async Task RunAsync([ActivityTrigger] ReleaseOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        await registry.UpdateAsync(
            order.PlatformId, platform => platform with { State = PlatformState.Failed, FailureReason = order.Reason, HasLeftovers = true }, cancellationToken);
        await events.AppendAsync(
            new PlatformEvent(order.EventId, order.PlatformId, time.GetUtcNow(), "platform.leftover", order.Reason), cancellationToken);
    }
}
