using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Healing;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Provisioning;
using PlatformDeployer.Orchestrations.Announce;
using PlatformDeployer.Orchestrations.Heal;
using PlatformDeployer.Orchestrations.Report;
using PlatformDeployer.Orchestrations.Retire;
using PlatformDeployer.Orchestrations.Spawn;

namespace PlatformDeployer.Orchestrations.Sweep;

/// <summary>
/// The cheap, batched look at all children: who is silent, who has lost resources, whose monitor has died, whose request was accepted by a process that
/// died before it could begin. It wakes and starts; it repairs nothing itself.
/// </summary>
/// <param name="registry">What is known.</param>
/// <param name="cloud">Where resources stand.</param>
/// <param name="charter">Who this platform is.</param>
/// <param name="announcer">Tells children where they are to report.</param>
/// <param name="options">How it judges.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Its log.</param>
public sealed partial class HealthSweep(
    IPlatformRegistry registry,
    ICloudProvisioner cloud,
    PlatformCharter charter,
    LineageAnnouncer announcer,
    SweepOptions options,
    TimeProvider time,
    ILogger<HealthSweep> logger)
{
    private readonly Complaint _uncounted = new(time);

    /// <summary>Sweeps once.</summary>
    public async Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        IReadOnlyList<PlatformRecord> children = await ChildrenAsync(cancellationToken);
        IReadOnlyDictionary<string, int>? counts = await CountAsync(cancellationToken);
        foreach (PlatformRecord child in children)
        {
            if (PlatformTransitions.IsSpawned(child.State)) await WatchAsync(client, child, counts, cancellationToken);
            else if (PlatformTransitions.IsLiving(child.State) && IsLeftBehind(child)) await ReviveAsync(client, child, cancellationToken);
            else if (child.HasLeftovers && IsLeftBehind(child)) await RemoveLeftoversAsync(client, child, cancellationToken);
        }

        // last: a child that hangs is waited for
        await announcer.TellNewsAsync([.. children.Where(child => PlatformTransitions.IsSpawned(child.State))], cancellationToken);
    }

    private async Task ReviveAsync(DurableTaskClient client, PlatformRecord child, CancellationToken cancellationToken)
    {
        bool revived = child.State == PlatformState.Retiring
            ? await RetireStart.ReviveAsync(client, child.Id, time.GetUtcNow(), cancellationToken)
            : await SpawnStart.ReviveAsync(client, child.Id, time.GetUtcNow(), cancellationToken);
        if (revived) LogRevived(logger, child.Id.Value, child.State);
    }

    /// <summary>What could not be removed when a spawn was undone may have been held up by a cloud in trouble: it is tried once more, as a retirement.</summary>
    private async Task RemoveLeftoversAsync(DurableTaskClient client, PlatformRecord child, CancellationToken cancellationToken)
    {
        PlatformRecord marked = await registry.UpdateAsync(
            child.Id, known => known is { State: PlatformState.Failed, HasLeftovers: true } ? known with { State = PlatformState.Retiring, Cascade = true } : null, cancellationToken);
        if (marked.State != PlatformState.Retiring) return;
        await RetireStart.EnsureAsync(client, new RetireOrder(child.Id), cancellationToken);
        LogRevived(logger, child.Id.Value, child.State);
    }

    private async Task WatchAsync(DurableTaskClient client, PlatformRecord child, IReadOnlyDictionary<string, int>? counts, CancellationToken cancellationToken)
    {
        if (await MonitorStart.EnsureAsync(client, child.Id, cancellationToken))
        {
            LogMonitorStarted(logger, child.Id.Value);
            return;
        }

        if (CauseToLook(child, counts) is not { } cause) return;
        LogWoken(logger, child.Id.Value, cause);
        await MonitorStart.WakeAsync(client, child.Id, cause, cancellationToken);
    }

    private string? CauseToLook(PlatformRecord child, IReadOnlyDictionary<string, int>? counts)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset heard = child.Health.LastHeartbeatAt ?? child.UpdatedAt;
        if (now - heard > options.HeartbeatStale) return "silent";
        if (child.Health.Incidents.Any(incident => incident is { RepairedAt: null, Fault: nameof(FaultKind.NotReporting) })) return "heard again";
        if (counts is not null && counts.GetValueOrDefault(child.Id.Value) < child.TaggedResources) return "resources missing";
        return null;
    }

    private bool IsLeftBehind(PlatformRecord child) => time.GetUtcNow() - child.UpdatedAt > options.AdoptAfter;

    private async Task<IReadOnlyDictionary<string, int>?> CountAsync(CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyDictionary<string, int> counts = await cloud.CountByPlatformAsync(charter.Id.Value, cancellationToken);
            _uncounted.End();
            return counts;
        }
        catch (CloudUnavailableException exception)
        {
            // silence can still be judged; what was not counted is not missing
            if (_uncounted.IsDue(exception.Message)) LogNotCounted(logger, exception);
            return null;
        }
    }

    private async Task<IReadOnlyList<PlatformRecord>> ChildrenAsync(CancellationToken cancellationToken)
    {
        var children = new List<PlatformRecord>();
        string? skipToken = null;
        do
        {
            RegistryPage page = await registry.QueryAsync(new PlatformQuery { ParentId = charter.Id, Top = 1000, SkipToken = skipToken }, cancellationToken);
            children.AddRange(page.Platforms);
            skipToken = page.SkipToken;
        }
        while (skipToken is not null);
        return children;
    }

    [LoggerMessage(5001, LogLevel.Warning, "The monitor of platform {PlatformId} did not run and was started.")]
    private static partial void LogMonitorStarted(ILogger logger, string platformId);

    [LoggerMessage(5002, LogLevel.Information, "Platform {PlatformId} is {Cause}: its monitor was woken.")]
    private static partial void LogWoken(ILogger logger, string platformId, string cause);

    [LoggerMessage(5004, LogLevel.Warning, "Nobody worked on platform {PlatformId}, which is {State}: its operation was started again.")]
    private static partial void LogRevived(ILogger logger, string platformId, PlatformState state);

    [LoggerMessage(5003, LogLevel.Warning, "The resources of the children could not be counted.")]
    private static partial void LogNotCounted(ILogger logger, Exception exception);
}
