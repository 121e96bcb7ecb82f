using PlatformDeployer.Domain.Links;

namespace PlatformDeployer.Functions.Telemetry;

/// <summary>Measures how soon the parent hears of what happened.</summary>
internal sealed class MeasuredOutbox(IReportOutbox outbox, PlatformMetrics metrics) : IReportOutbox
{
    public Task<OutboxBatch> PeekAsync(int max, CancellationToken cancellationToken) => outbox.PeekAsync(max, cancellationToken);

    public async Task AcknowledgeAsync(OutboxBatch batch, CancellationToken cancellationToken)
    {
        await outbox.AcknowledgeAsync(batch, cancellationToken);
        metrics.Reported(batch);
    }
}
