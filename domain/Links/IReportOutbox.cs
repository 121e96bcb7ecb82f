namespace PlatformDeployer.Domain.Links;

/// <summary>What the parent has not been told yet. Entries come with the changes themselves, so none is lost.</summary>
public interface IReportOutbox
{
    /// <summary>The oldest untold changes.</summary>
    Task<OutboxBatch> PeekAsync(int max, CancellationToken cancellationToken);

    /// <summary>Removes what the parent has acknowledged; what changed again since stays.</summary>
    Task AcknowledgeAsync(OutboxBatch batch, CancellationToken cancellationToken);
}
