using Microsoft.Extensions.Logging;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Orchestrations.Announce;

namespace PlatformDeployer.Orchestrations.Report;

/// <summary>
/// Tells the parent what changed in the subtree, oldest first, and by that that this platform lives. What the parent has not acknowledged is told again,
/// so that a parent that was gone for an hour misses nothing.
/// </summary>
/// <param name="outbox">What has not been told.</param>
/// <param name="link">How to tell it.</param>
/// <param name="charter">Who this platform is.</param>
/// <param name="ancestors">Where its parent is reached.</param>
/// <param name="ownEndpoint">This platform's front door.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Its log.</param>
public sealed partial class ParentReporter(
    IReportOutbox outbox,
    IPlatformLink link,
    PlatformCharter charter,
    KnownAncestors ancestors,
    IOwnEndpoint ownEndpoint,
    TimeProvider time,
    ILogger<ParentReporter> logger) : IDisposable
{
    private const int BatchMax = 50;

    private static readonly TimeSpan FrontDoorLimit = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly Complaint _silentParent = new(time);
    private readonly Complaint _shutDoor = new(time);

    /// <summary>Reports all there is; at least one report goes out, as a heartbeat.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if ((await ancestors.FindParentAsync(cancellationToken))?.Endpoint is not { } parent) return;
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            bool ready = await FrontDoorAnswersAsync(cancellationToken);
            OutboxBatch batch;
            do
            {
                batch = await outbox.PeekAsync(BatchMax, cancellationToken);
                var report = new PlatformReport(charter.Id, time.GetUtcNow(), ready, batch.Platforms, batch.Events, batch.Forgotten);
                await link.ReportAsync(new Uri(parent), report, cancellationToken);
                await outbox.AcknowledgeAsync(batch, cancellationToken);
            }
            while (batch.Receipts.Count >= BatchMax);
            if (_silentParent.End()) LogParentBack(logger, parent);
        }
        catch (PlatformLinkException exception)
        {
            // the outbox keeps it; a child goes on working when its parent is gone
            if (_silentParent.IsDue($"{parent} {exception.Failure}")) LogParentSilent(logger, parent, exception.Message);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();

    private async Task<bool> FrontDoorAnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await link.ProbeAsync(new Uri(ownEndpoint.Address, "api/health/live"), FrontDoorLimit, cancellationToken);
            if (_shutDoor.End()) LogFrontDoorOpen(logger);
            return true;
        }
        catch (PlatformLinkException exception)
        {
            if (_shutDoor.IsDue(exception.Failure.ToString())) LogFrontDoorShut(logger, exception.Message);
            return false;
        }
    }

    [LoggerMessage(4001, LogLevel.Warning, "The parent at {Parent} took no report: {Reason}")]
    private static partial void LogParentSilent(ILogger logger, string parent, string reason);

    [LoggerMessage(4002, LogLevel.Warning, "This platform's own front door does not answer: {Reason}")]
    private static partial void LogFrontDoorShut(ILogger logger, string reason);

    [LoggerMessage(4003, LogLevel.Warning, "The parent at {Parent} takes reports again.")]
    private static partial void LogParentBack(ILogger logger, string parent);

    [LoggerMessage(4004, LogLevel.Warning, "This platform's own front door answers again.")]
    private static partial void LogFrontDoorOpen(ILogger logger);
}
