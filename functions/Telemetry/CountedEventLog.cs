using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Functions.Telemetry;

/// <summary>Counts what is written into the history of platforms. An activity that runs twice writes the same event, and is counted twice.</summary>
internal sealed class CountedEventLog(IPlatformEventLog events, PlatformMetrics metrics) : IPlatformEventLog
{
    public async Task AppendAsync(PlatformEvent happened, CancellationToken cancellationToken)
    {
        await events.AppendAsync(happened, cancellationToken);
        metrics.Happened(happened);
    }

    public Task<bool> ContainsAsync(PlatformId platformId, string eventId, CancellationToken cancellationToken) => events.ContainsAsync(platformId, eventId, cancellationToken);

    public Task<(IReadOnlyList<PlatformEvent> Events, string? SkipToken)> ListAsync(
        PlatformId platformId, int top, string? skipToken, CancellationToken cancellationToken) => events.ListAsync(platformId, top, skipToken, cancellationToken);

    public Task ForgetAsync(PlatformId platformId, CancellationToken cancellationToken) => events.ForgetAsync(platformId, cancellationToken);
}
