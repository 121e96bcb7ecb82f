using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Healing;

namespace PlatformDeployer.Domain.Platforms;

/// <summary>Writes what a look at a platform found into its record: health, state, incidents.</summary>
public static class HealthBook
{
    /// <summary>The record after a look.</summary>
    /// <param name="platform">The record before it.</param>
    /// <param name="decision">What was found and what will be done.</param>
    /// <param name="at">When it was looked at.</param>
    public static PlatformRecord Enter(PlatformRecord platform, HealingDecision decision, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(decision);
        PlatformHealth seen = platform.Health with { LastObservedAt = at };
        if (decision.Diagnosis.IsWell) return Well(platform, seen, at);
        Fault fault = decision.Diagnosis.Primary!;

        if (fault.Kind == FaultKind.ObserverSuspect) return decision.IsTold ? Doubted(platform, seen, fault, decision.Remedy, at) : platform with { Health = seen };
        return Sick(platform, WithoutDoubt(seen, at), fault, decision.Remedy, at);
    }

    /// <summary>The record after a platform has passed the health checks of all its tiers, which is the first time it is seen well.</summary>
    public static PlatformRecord EnterActivation(PlatformRecord platform, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(platform);
        return platform with { Health = platform.Health with { Status = HealthStatus.Healthy, LastObservedAt = at, LastHealthyAt = at } };
    }

    /// <summary>Whether the difference matters to others than this platform, rather than only the time of the last look.</summary>
    public static bool IsNews(PlatformRecord before, PlatformRecord after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return before.State != after.State || before.Health.Status != after.Health.Status || !before.Health.Incidents.SequenceEqual(after.Health.Incidents);
    }

    private static PlatformHealth WithoutDoubt(PlatformHealth seen, DateTimeOffset at) => seen with
    {
        Incidents = [.. seen.Incidents.Select(incident => incident is { RepairedAt: null, Fault: nameof(FaultKind.ObserverSuspect) } ? incident with { RepairedAt = at } : incident)],
    };

    // an observer that is not trusted has found out nothing: neither that the platform is well nor that it is not
    private static PlatformRecord Doubted(PlatformRecord platform, PlatformHealth seen, Fault fault, Remedy remedy, DateTimeOffset at) => platform with
    {
        Health = seen with { Status = HealthStatus.Unknown, Incidents = Incidents(seen, fault, remedy, at) },
    };

    private static PlatformRecord Well(PlatformRecord platform, PlatformHealth seen, DateTimeOffset at) => platform with
    {
        State = platform.State is PlatformState.Healing or PlatformState.Degraded ? PlatformState.Active : platform.State,
        Health = seen with
        {
            Status = HealthStatus.Healthy,
            LastHealthyAt = at,
            Incidents = [.. seen.Incidents.Select(incident => incident.RepairedAt is null ? incident with { RepairedAt = at } : incident)],
        },
    };

    private static PlatformRecord Sick(PlatformRecord platform, PlatformHealth seen, Fault fault, Remedy remedy, DateTimeOffset at) => platform with
    {
        State = StateUnder(remedy.Kind, platform.State),
        Health = seen with { Status = HealthStatus.Unhealthy, Incidents = Incidents(seen, fault, remedy, at) },
    };

    private static PlatformState StateUnder(RemedyKind remedy, PlatformState state) => remedy switch
    {
        RemedyKind.StartSite or RemedyKind.RestartSite or RemedyKind.RedeployTier or RemedyKind.RecreateResources => PlatformState.Healing,
        RemedyKind.Quarantine => PlatformState.Degraded,
        _ => state,
    };

    private static IReadOnlyList<Incident> Incidents(PlatformHealth seen, Fault fault, Remedy remedy, DateTimeOffset at)
    {
        int open = seen.Incidents.ToList().FindIndex(incident => incident.RepairedAt is null && incident.Fault == fault.Id);
        Incident incident = open >= 0 ? seen.Incidents[open] : new Incident(fault.Id, fault.Description, LastWell(seen, fault, at), at, null, []);
        if (remedy.Kind is not (RemedyKind.None or RemedyKind.Wait)) incident = incident with { Actions = [.. incident.Actions, remedy.Kind.ToString()] };
        IEnumerable<Incident> others = seen.Incidents.Where((_, index) => index != open);
        return [.. others.Prepend(incident).Take(PlatformHealth.IncidentsMax)];
    }

    // a heartbeat says that the program answered at its front door, which is what these faults are about; of resources it says nothing
    private static DateTimeOffset? LastWell(PlatformHealth seen, Fault fault, DateTimeOffset at)
    {
        bool aboutTheProgram = fault.Kind is FaultKind.SiteStopped or FaultKind.SiteHung or FaultKind.SiteUnreachable or FaultKind.SiteMissing or FaultKind.GroupMissing;
        if (!aboutTheProgram || seen.LastHeartbeatAt is not { } heard || heard <= seen.LastHealthyAt) return seen.LastHealthyAt;

        // a last one may have come in since the look
        return heard < at ? heard : at;
    }
}
