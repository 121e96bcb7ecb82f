using Microsoft.Azure.Functions.Worker;
using PlatformDeployer.Domain.Healing;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Resources;
using PlatformDeployer.Orchestrations.Sweep;

namespace PlatformDeployer.Orchestrations.Heal;

/// <summary>Looks at a platform, decides what to do, and writes both down.</summary>
/// <param name="registry">Where the platform is known.</param>
/// <param name="observer">How it is looked at.</param>
/// <param name="events">Its history.</param>
/// <param name="link">How to tell it that it may spawn.</param>
/// <param name="options">How often it is looked at.</param>
public sealed class LookActivity(IPlatformRegistry registry, PlatformObserver observer, IPlatformEventLog events, IPlatformLink link, SweepOptions options)
{
    /// <summary>Runs the activity.</summary>
    [Function(nameof(LookActivity))]
    public async Task<MonitorLook> RunAsync([ActivityTrigger] MonitorState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        PlatformRecord? platform = await registry.FindAsync(state.PlatformId, cancellationToken);
        ResourceGraph? graph = await registry.FindGraphAsync(state.PlatformId, cancellationToken);
        if (platform is null || graph is null || !PlatformTransitions.IsSpawned(platform.State))
        {
            return new MonitorLook(false, new Remedy(RemedyKind.None, null, 0, false, [], [], null, "The platform is no longer watched."), state.Memory, options.LookInterval);
        }

        Observation observation = await observer.ObserveAsync(platform, graph, cancellationToken);
        HealingDecision decision = PlatformHealer.Decide(observation, graph, state.Memory);
        if (decision.Diagnosis.IsWell && platform.Health.Status == HealthStatus.Unhealthy && !await MaySpawnAgainAsync(platform, cancellationToken))
        {
            return new MonitorLook(true, decision.Remedy with { Kind = RemedyKind.Retry }, decision.Memory, options.LookInterval);
        }

        await WriteAsync(platform.Id, decision, observation.At, cancellationToken);
        return new MonitorLook(true, decision.Remedy, decision.Memory, options.LookInterval);
    }

    /// <summary>A program that was made anew has forgotten that it may spawn.</summary>
    private async Task<bool> MaySpawnAgainAsync(PlatformRecord platform, CancellationToken cancellationToken)
    {
        try
        {
            await link.SetSpawningAsync(new Uri(platform.Endpoint!), platform.Id, enabled: true, cancellationToken);
            return true;
        }
        catch (PlatformLinkException)
        {
            return false;
        }
    }

    private async Task WriteAsync(PlatformId id, HealingDecision decision, DateTimeOffset at, CancellationToken cancellationToken)
    {
        PlatformRecord before = await registry.FindAsync(id, cancellationToken) ?? throw new PlatformNotFoundException(id);
        PlatformRecord? Enter(PlatformRecord known) => PlatformTransitions.IsSpawned(known.State) ? HealthBook.Enter(known, decision, at) : null;
        bool news = Enter(before) is { } entered && HealthBook.IsNews(before, entered);
        PlatformRecord after = news ? await registry.UpdateAsync(id, Enter, cancellationToken) : await registry.TouchAsync(id, Enter, cancellationToken);
        foreach (PlatformEvent happened in Happened(before, after, at)) await events.AppendAsync(happened, cancellationToken);
    }

    private static IEnumerable<PlatformEvent> Happened(PlatformRecord before, PlatformRecord after, DateTimeOffset at)
    {
        foreach (Incident incident in after.Health.Incidents)
        {
            string name = $"{incident.Fault}.{incident.DetectedAt.UtcTicks}".Replace(':', '.');
            bool known = before.Health.Incidents.Any(old => old.Fault == incident.Fault && old.DetectedAt == incident.DetectedAt);
            if (!known) yield return new PlatformEvent(name + ".found", after.Id, incident.DetectedAt, "platform.sick", incident.Detail);
            if (incident.RepairedAt == at)
            {
                string actions = incident.Actions.Count == 0 ? "by itself" : "by " + string.Join(", ", incident.Actions);
                yield return new PlatformEvent(name + ".repaired", after.Id, at, "platform.healed", $"{incident.Fault} was repaired {actions}.");
            }
        }
    }
}
