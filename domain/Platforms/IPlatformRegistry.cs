using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Domain.Platforms;

/// <summary>What a platform knows of itself and of everything below it. Every change is durable when its task has ended.</summary>
public interface IPlatformRegistry
{
    /// <summary>Finds one platform.</summary>
    Task<PlatformRecord?> FindAsync(PlatformId id, CancellationToken cancellationToken);

    /// <summary>Finds platforms page by page, in the order of their ids.</summary>
    Task<RegistryPage> QueryAsync(PlatformQuery query, CancellationToken cancellationToken);

    /// <summary>A platform and all below it, parents before children.</summary>
    Task<IReadOnlyList<PlatformRecord>> SubtreeAsync(PlatformPath path, CancellationToken cancellationToken);

    /// <summary>
    /// Takes a child in, in one transaction: its record, its name among its siblings, its share of this platform's limits, and the idempotency key.
    /// </summary>
    /// <param name="admission">The child.</param>
    /// <param name="fits">Asked with the shares given out so far; answers the limit that the child would break, or null.</param>
    /// <param name="cancellationToken">Gives up before anything is written.</param>
    Task<AdmissionOutcome> AdmitAsync(Admission admission, Func<LineageUsage, LimitViolation?> fits, CancellationToken cancellationToken);

    /// <summary>
    /// Changes a platform. The change is asked again when the record changed meanwhile; it answers null when there is nothing to do.
    /// </summary>
    /// <exception cref="PlatformNotFoundException">There is no such platform.</exception>
    Task<PlatformRecord> UpdateAsync(PlatformId id, Func<PlatformRecord, PlatformRecord?> change, CancellationToken cancellationToken);

    /// <summary>
    /// Changes what only this platform cares for, as when a child was last heard of: neither the revision nor what the parent is told changes.
    /// </summary>
    /// <exception cref="PlatformNotFoundException">There is no such platform.</exception>
    Task<PlatformRecord> TouchAsync(PlatformId id, Func<PlatformRecord, PlatformRecord?> change, CancellationToken cancellationToken);

    /// <summary>Gives a child's name and its share of the limits back, once, together with the change that ends it.</summary>
    Task ReleaseAsync(PlatformId id, Func<PlatformRecord, PlatformRecord> change, CancellationToken cancellationToken);

    /// <summary>Puts this platform's own record, or one that a child reported, unless a newer revision is there.</summary>
    /// <returns>Whether anything changed.</returns>
    Task<bool> MergeAsync(PlatformRecord platform, CancellationToken cancellationToken);

    /// <summary>
    /// Takes a living platform in again that this registry has lost, a child with the name and the share of the limits that it held, in one transaction.
    /// What is known is left as it is, and nobody is told: it comes from the parent.
    /// </summary>
    /// <returns>Whether it was taken in.</returns>
    Task<bool> RestoreAsync(PlatformRecord platform, CancellationToken cancellationToken);

    /// <summary>Forgets a platform that has ended.</summary>
    Task ForgetAsync(PlatformId id, CancellationToken cancellationToken);

    /// <summary>What a platform must consist of; null before its template was compiled.</summary>
    Task<ResourceGraph?> FindGraphAsync(PlatformId id, CancellationToken cancellationToken);

    /// <summary>Keeps what a platform must consist of.</summary>
    Task SaveGraphAsync(PlatformId id, ResourceGraph graph, CancellationToken cancellationToken);
}
