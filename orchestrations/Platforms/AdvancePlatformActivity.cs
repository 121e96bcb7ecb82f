using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Platforms;

/// <summary>Moves a platform to another state and writes it into its history.</summary>
/// <param name="registry">Where the platform is known.</param>
/// <param name="events">Its history.</param>
/// <param name="time">The clock.</param>
public sealed class AdvancePlatformActivity(IPlatformRegistry registry, IPlatformEventLog events, TimeProvider time)
{
    /// <summary>Runs the activity.</summary>
    [Function(nameof(AdvancePlatformActivity))]
    public async Task<AdvanceOutcome> RunAsync([ActivityTrigger] AdvanceOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        PlatformRecord now = await registry.UpdateAsync(
            order.PlatformId, platform => IsToEnd(platform) || IsThere(platform.State, order.State) ? null : Advance(platform, order.State), cancellationToken);
        if (IsToEnd(now)) return new AdvanceOutcome(now.CancelAsked, now.Undoing);
        string type = "platform." + order.State.ToString().ToLowerInvariant();
        await events.AppendAsync(new PlatformEvent(order.EventId, order.PlatformId, time.GetUtcNow(), type, order.Message), cancellationToken);
        return new AdvanceOutcome();
    }

    private static bool IsToEnd(PlatformRecord platform) => PlatformTransitions.IsSpawning(platform.State) && (platform.CancelAsked || platform.Undoing is not null);

    private PlatformRecord Advance(PlatformRecord platform, PlatformState wanted)
    {
        PlatformRecord advanced = platform with { State = wanted };
        return wanted == PlatformState.Active ? HealthBook.EnterActivation(advanced, time.GetUtcNow()) : advanced;
    }

    // a spawn that is run again from its beginning, because its first run broke, passes stages that its platform has left behind
    private static bool IsThere(PlatformState now, PlatformState wanted) =>
        now == wanted || (PlatformTransitions.IsSpawning(now) && PlatformTransitions.IsSpawning(wanted) && wanted < now);
}
