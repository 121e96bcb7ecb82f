using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Report;

/// <summary>Takes a child's report: it may speak of its own subtree and of nothing else.</summary>
/// <param name="registry">What is known.</param>
/// <param name="events">The histories.</param>
/// <param name="charter">Who this platform is.</param>
/// <param name="time">The clock.</param>
public sealed class ReportIntake(IPlatformRegistry registry, IPlatformEventLog events, PlatformCharter charter, TimeProvider time)
{
    /// <summary>Takes a report.</summary>
    public async Task<ReportOutcome> TakeAsync(PlatformReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        PlatformRecord? child = await registry.FindAsync(report.From, cancellationToken);
        if (child is null || child.ParentId != charter.Id || !PlatformTransitions.IsLiving(child.State)) return ReportOutcome.UnknownChild;
        if (report.Platforms.Any(platform => !child.Path.IsAncestorOf(platform.Path))) return ReportOutcome.OutsideSubtree;

        foreach (PlatformRecord platform in report.Platforms) await registry.MergeAsync(platform, cancellationToken);
        foreach (PlatformEvent happened in report.Events)
        {
            if (await IsBelowAsync(child, happened.PlatformId, cancellationToken)) await events.AppendAsync(happened, cancellationToken);
        }

        foreach (PlatformId forgotten in report.Forgotten)
        {
            if (await IsBelowAsync(child, forgotten, cancellationToken)) await ForgetAsync(forgotten, cancellationToken);
        }

        if (!report.Ready) return ReportOutcome.TakenWithConcern;
        DateTimeOffset now = time.GetUtcNow();
        await registry.TouchAsync(child.Id, known => known with { Health = known.Health with { LastHeartbeatAt = now } }, cancellationToken);
        return ReportOutcome.Taken;
    }

    private async Task<bool> IsBelowAsync(PlatformRecord child, PlatformId id, CancellationToken cancellationToken) =>
        await registry.FindAsync(id, cancellationToken) is { } known && child.Path.IsAncestorOf(known.Path);

    private async Task ForgetAsync(PlatformId id, CancellationToken cancellationToken)
    {
        await events.ForgetAsync(id, cancellationToken);
        await registry.ForgetAsync(id, cancellationToken);
    }
}
