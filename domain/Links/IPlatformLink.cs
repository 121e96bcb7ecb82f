using PlatformDeployer.Contracts.Health;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Domain.Links;

/// <summary>How platforms talk with one another. Every call has a limit; one that does not come through is a <see cref="PlatformLinkException"/>.</summary>
public interface IPlatformLink
{
    /// <summary>Asks a platform whether it is ready.</summary>
    Task<ReadinessView> GetReadinessAsync(Uri endpoint, CancellationToken cancellationToken);

    /// <summary>Sends a GET and expects 200 within the limit.</summary>
    Task ProbeAsync(Uri address, TimeSpan limit, CancellationToken cancellationToken);

    /// <summary>Tells a platform whether it may spawn. Who answers at the endpoint refuses when it is another: on one machine addresses are used again.</summary>
    Task SetSpawningAsync(Uri endpoint, PlatformId id, bool enabled, CancellationToken cancellationToken);

    /// <summary>Tells a child where its ancestors are reached now, the root first and its parent last.</summary>
    Task AnnounceAsync(Uri endpoint, PlatformId id, IReadOnlyList<Ancestor> ancestors, CancellationToken cancellationToken);

    /// <summary>Gives a child that has lost its data back what it told of the platforms below it; one that has its data keeps to that.</summary>
    Task RestoreAsync(Uri endpoint, PlatformId id, IReadOnlyList<PlatformRecord> platforms, CancellationToken cancellationToken);

    /// <summary>Tells the parent what changed.</summary>
    Task ReportAsync(Uri parentEndpoint, PlatformReport report, CancellationToken cancellationToken);

    /// <summary>The living children of a platform, in its own words.</summary>
    Task<IReadOnlyList<PlatformView>> ListChildrenAsync(Uri endpoint, PlatformId parentId, CancellationToken cancellationToken);

    /// <summary>Has a platform retire one of its children.</summary>
    /// <returns>The operation; null when there is nothing left to retire.</returns>
    Task<string?> RetireAsync(Uri endpoint, PlatformId childId, bool cascade, CancellationToken cancellationToken);

    /// <summary>Asks after an operation of another platform; null when it knows none.</summary>
    Task<OperationView?> FindOperationAsync(Uri endpoint, string operationId, CancellationToken cancellationToken);
}
