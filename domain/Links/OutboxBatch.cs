using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Domain.Links;

/// <summary>Changes that the parent has not been told of.</summary>
/// <param name="Platforms">Records that changed.</param>
/// <param name="Events">Events that happened.</param>
/// <param name="Forgotten">Platforms that are no longer known.</param>
/// <param name="Receipts">What <see cref="IReportOutbox.AcknowledgeAsync"/> needs: entry and version.</param>
public sealed record OutboxBatch(
    IReadOnlyList<PlatformRecord> Platforms,
    IReadOnlyList<PlatformEvent> Events,
    IReadOnlyList<PlatformId> Forgotten,
    IReadOnlyDictionary<string, string> Receipts);
