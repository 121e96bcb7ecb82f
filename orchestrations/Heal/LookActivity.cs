using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PlatformDeployer.Domain.Healing;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Resources;
using PlatformDeployer.Orchestrations.Announce;
using PlatformDeployer.Orchestrations.Spawn;
using PlatformDeployer.Orchestrations.Sweep;

namespace PlatformDeployer.Orchestrations.Heal;

/// <summary>Looks at a platform, decides what to do, and writes both down.</summary>
/// <param name="registry">Where the platform is known.</param>
/// <param name="observer">How it is looked at.</param>
/// <param name="events">Its history.</param>
/// <param name="recovery">Tells it what it has forgotten.</param>
/// <param name="compiler">Finds out what it must consist of when that was lost.</param>
/// <param name="announcer">Tells it where to report.</param>
/// <param name="options">How often it is looked at.</param>
/// <param name="logger">Its log.</param>
public sealed partial class LookActivity(
    IPlatformRegistry registry,
    PlatformObserver observer,
    IPlatformEventLog events,
    ChildRecovery recovery,
    CompilePlatformActivity compiler,
    LineageAnnouncer announcer,
    SweepOptions options,
    ILogger<LookActivity> logger)
{
    // a doubt is looked into again soon, whatever the interval is when all is well
    private static readonly TimeSpan DoubtInterval = TimeSpan.FromSeconds(15);

    private const string SuspectedEvent = "observer.suspected";
    private const string TrustedEvent = "observer.trusted";

    /// <summary>Runs the activity.</summary>
    [Function(nameof(LookActivity))]
    public async Task<MonitorLook> RunAsync([ActivityTrigger] MonitorState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        PlatformRecord? platform = await registry.FindAsync(state.PlatformId, cancellationToken);
        if (platform is null || !PlatformTransitions.IsSpawned(platform.State)) return Nothing(state, isWatched: false, "The platform is no longer watched.");
        if (await GraphAsync(platform, cancellationToken) is not { } graph) return Nothing(state, isWatched: true, "It is not known what the platform must consist of.");

        Observation observation = await observer.ObserveAsync(platform, graph, cancellationToken);
        if (observation.Endpoint == EndpointAnswer.Ready) await announcer.TellAsync(platform, cancellationToken);
        HealingDecision decision = PlatformHealer.Decide(observation, graph, state.Memory, options.Healing);
        bool isUsable = decision.Diagnosis.Primary is null or { Kind: FaultKind.NotReporting };
        bool isBack = isUsable && (observation.HasForgotten || (decision.Diagnosis.IsWell && platform.Health.Status != HealthStatus.Healthy));
        if (isBack && !await recovery.RunAsync(platform, observation.HasForgotten, observation.At, cancellationToken))
        {
            return new MonitorLook(true, decision.Remedy with { Kind = RemedyKind.Retry }, decision.Memory, options.LookInterval);
        }

        await WriteAsync(platform.Id, decision, observation.At, cancellationToken);
        bool isDoubt = decision.Diagnosis.Primary?.Kind == FaultKind.ObserverSuspect;
        return new MonitorLook(true, decision.Remedy, decision.Memory, isDoubt && DoubtInterval < options.LookInterval ? DoubtInterval : options.LookInterval);
    }

    /// <summary>What it must consist of; compiled anew by one that has lost it, from the template and the configuration that its record names.</summary>
    private async Task<ResourceGraph?> GraphAsync(PlatformRecord platform, CancellationToken cancellationToken)
    {
        if (await registry.FindGraphAsync(platform.Id, cancellationToken) is { } known) return known;
        CompilePlatformResult compiled = await compiler.RunAsync(platform.Id, cancellationToken);
        if (compiled.Failure is { } failure) LogNoGraph(logger, platform.Id.Value, failure.Message);
        return compiled.Graph;
    }

    private MonitorLook Nothing(MonitorState state, bool isWatched, string reason) =>
        new(isWatched, new Remedy(RemedyKind.None, null, 0, false, [], [], null, reason), state.Memory, options.LookInterval);

    private async Task WriteAsync(PlatformId id, HealingDecision decision, DateTimeOffset at, CancellationToken cancellationToken)
    {
        PlatformRecord before = await registry.FindAsync(id, cancellationToken) ?? throw new PlatformNotFoundException(id);
        PlatformRecord? Enter(PlatformRecord known) => PlatformTransitions.IsSpawned(known.State) ? HealthBook.Enter(known, decision, at) : null;
        bool news = Enter(before) is { } entered && HealthBook.IsNews(before, entered);
        PlatformRecord after = news ? await registry.UpdateAsync(id, Enter, cancellationToken) : await registry.TouchAsync(id, Enter, cancellationToken);
        foreach (PlatformEvent happened in Happened(before, after, at))
        {
            await events.AppendAsync(happened, cancellationToken);
            if (happened.Type == SuspectedEvent) LogSuspected(logger, id.Value, happened.Message);
            else if (happened.Type == TrustedEvent) LogTrusted(logger, id.Value);
        }
    }

    private static IEnumerable<PlatformEvent> Happened(PlatformRecord before, PlatformRecord after, DateTimeOffset at)
    {
        foreach (Incident incident in after.Health.Incidents)
        {
            string name = $"{incident.Fault}.{incident.DetectedAt.UtcTicks}".Replace(':', '.');
            bool known = before.Health.Incidents.Any(old => old.Fault == incident.Fault && old.DetectedAt == incident.DetectedAt);
            bool isDoubt = incident.Fault == nameof(FaultKind.ObserverSuspect);
            if (!known) yield return new PlatformEvent(name + ".found", after.Id, incident.DetectedAt, isDoubt ? SuspectedEvent : "platform.sick", incident.Detail);
            if (incident.RepairedAt != at) continue;
            if (isDoubt)
            {
                yield return new PlatformEvent(name + ".repaired", after.Id, at, TrustedEvent, "What is seen of the platform is trusted again.");
            }
            else
            {
                string actions = incident.Actions.Count == 0 ? "by itself" : "by " + string.Join(", ", incident.Actions);
                yield return new PlatformEvent(name + ".repaired", after.Id, at, "platform.healed", $"{incident.Fault} was repaired {actions}.");
            }
        }
    }

    [LoggerMessage(5101, LogLevel.Warning, "Platform {PlatformId} is not healed for now: {Reason}")]
    private static partial void LogSuspected(ILogger logger, string platformId, string reason);

    [LoggerMessage(5102, LogLevel.Warning, "What is seen of platform {PlatformId} is trusted again.")]
    private static partial void LogTrusted(ILogger logger, string platformId);

    [LoggerMessage(5103, LogLevel.Warning, "Platform {PlatformId} cannot be watched: {Reason}")]
    private static partial void LogNoGraph(ILogger logger, string platformId, string reason);
}
