using PlatformDeployer.Contracts.Health;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Functions.Tests.Harness;

/// <summary>Answers for other platforms what a test wants.</summary>
internal sealed class StubLink : IPlatformLink
{
    /// <summary>The children that any platform says it has; null when it does not answer.</summary>
    public IReadOnlyList<PlatformView>? Children { get; set; } = [];

    public Task<IReadOnlyList<PlatformView>> ListChildrenAsync(Uri endpoint, PlatformId parentId, CancellationToken cancellationToken) =>
        Children is not null ? Task.FromResult(Children) : throw new PlatformLinkException(LinkFailure.Refused, "Nobody listens there.");

    public Task<ReadinessView> GetReadinessAsync(Uri endpoint, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task ProbeAsync(Uri address, TimeSpan limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SetSpawningAsync(Uri endpoint, PlatformId id, bool enabled, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task AnnounceAsync(Uri endpoint, PlatformId id, IReadOnlyList<Ancestor> ancestors, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RestoreAsync(Uri endpoint, PlatformId id, IReadOnlyList<PlatformRecord> platforms, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task ReportAsync(Uri parentEndpoint, PlatformReport report, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string?> RetireAsync(Uri endpoint, PlatformId childId, bool cascade, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<OperationView?> FindOperationAsync(Uri endpoint, string operationId, CancellationToken cancellationToken) => throw new NotSupportedException();
}
