using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Domain.Links;

/// <summary>What a child tells its parent: that it lives, and what changed in its subtree since the last report that arrived.</summary>
/// <param name="From">The child.</param>
/// <param name="SentAt">When, by the child's clock.</param>
/// <param name="Ready">Whether the child's own front door answers.</param>
/// <param name="Platforms">Records that changed, the child's own included.</param>
/// <param name="Events">Events that happened.</param>
/// <param name="Forgotten">Platforms that are no longer known.</param>
public sealed record PlatformReport(
    PlatformId From,
    DateTimeOffset SentAt,
    bool Ready,
    IReadOnlyList<PlatformRecord> Platforms,
    IReadOnlyList<PlatformEvent> Events,
    IReadOnlyList<PlatformId> Forgotten);
