using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>Writes down that a descendant is gone, with all below it.</summary>
/// <param name="registry">What is known.</param>
/// <param name="events">The histories.</param>
/// <param name="time">The clock.</param>
public sealed class EndDescendantActivity(IPlatformRegistry registry, IPlatformEventLog events, TimeProvider time)
{
    /// <summary>Runs the activity.</summary>
    [Function(nameof(EndDescendantActivity))]
    public async Task RunAsync([ActivityTrigger] PlatformId id, CancellationToken cancellationToken)
    {
        if (await registry.FindAsync(id, cancellationToken) is { } platform) await SubtreeEnd.WriteAsync(registry, events, time, platform, withTop: true, cancellationToken);
    }
}
