using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Retire;

/// <summary>Writes down that what stood below a platform is gone: those who would have reported it went with it.</summary>
internal static class SubtreeEnd
{
    /// <summary>A record that has ended says nothing of what was.</summary>
    public static PlatformRecord Ended(PlatformRecord platform, PlatformState state) => platform with
    {
        State = state, Endpoint = null, Resources = [], HasLeftovers = false, Health = platform.Health with { Status = HealthStatus.Unknown },
    };

    /// <summary>Ends all living platforms below one, and that one too if it is asked for.</summary>
    public static async Task WriteAsync(
        IPlatformRegistry registry, IPlatformEventLog events, TimeProvider time, PlatformRecord top, bool withTop, CancellationToken cancellationToken)
    {
        foreach (PlatformRecord known in await registry.SubtreeAsync(top.Path, cancellationToken))
        {
            if (!PlatformTransitions.IsLiving(known.State) || (known.Id == top.Id && !withTop)) continue;
            await EndAsync(registry, known, cancellationToken);
            var ended = new PlatformEvent($"{known.Id}.gone", known.Id, time.GetUtcNow(), "platform.retired", "It was taken down with what it stood below.");
            await events.AppendAsync(ended, cancellationToken);
        }
    }

    private static async Task EndAsync(IPlatformRegistry registry, PlatformRecord known, CancellationToken cancellationToken)
    {
        if (PlatformTransitions.IsSpawned(known.State))
        {
            await registry.UpdateAsync(known.Id, platform => PlatformTransitions.IsSpawned(platform.State) ? platform with { State = PlatformState.Retiring } : null, cancellationToken);
        }

        await registry.UpdateAsync(known.Id, EndOf, cancellationToken);
    }

    private static PlatformRecord? EndOf(PlatformRecord platform) =>
        platform.State == PlatformState.Retiring ? Ended(platform, PlatformState.Retired)
        : PlatformTransitions.IsSpawning(platform.State) ? Ended(platform, PlatformState.Failed) with { FailureReason = "It was taken down with what it stood below." }
        : null;
}
