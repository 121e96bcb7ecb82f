using System.Collections.Concurrent;
using PlatformDeployer.Contracts.Health;
using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Tests.Fakes;

/// <summary>Other platforms, as a test wants them to answer.</summary>
internal sealed class ScriptedLink : IPlatformLink
{
    private readonly ConcurrentDictionary<string, bool> _gone = new(StringComparer.Ordinal);

    public Func<Uri, ReadinessView> Readiness { get; set; } = _ => throw new PlatformLinkException(LinkFailure.Refused, "Nobody listens.");

    public Func<Uri, IReadOnlyList<PlatformView>> Children { get; set; } = _ => [];

    public Func<PlatformId, string?> Retire { get; set; } = _ => null;

    public Func<string, OperationView?> Operation { get; set; } = _ => null;

    /// <summary>Who was asked to retire whom, in the order it came.</summary>
    public ConcurrentQueue<(Uri Endpoint, PlatformId Child)> Retirements { get; } = new();

    public ConcurrentQueue<(Uri Endpoint, bool Enabled)> Spawning { get; } = new();

    public ConcurrentQueue<PlatformReport> Reports { get; } = new();

    /// <summary>Where the reports went.</summary>
    public ConcurrentQueue<Uri> ReportedTo { get; } = new();

    /// <summary>Who was told what of its ancestors.</summary>
    public ConcurrentQueue<(Uri Endpoint, IReadOnlyList<Ancestor> Ancestors)> Announcements { get; } = new();

    /// <summary>What children were given back.</summary>
    public ConcurrentQueue<IReadOnlyList<PlatformRecord>> Restored { get; } = new();

    public LinkFailure? RestoreFailure { get; set; }

    /// <summary>Who cannot be told.</summary>
    public Func<Uri, LinkFailure?> AnnounceFailure { get; set; } = _ => null;

    /// <summary>Whether an answer to "you may spawn" or "you may not" is lost.</summary>
    public Func<bool, LinkFailure?> SpawningFailure { get; set; } = _ => null;

    public LinkFailure? ReportFailure { get; set; }

    public LinkFailure? ProbeFailure { get; set; }

    public Task<ReadinessView> GetReadinessAsync(Uri endpoint, CancellationToken cancellationToken) => Task.FromResult(Readiness(endpoint));

    public Task ProbeAsync(Uri address, TimeSpan limit, CancellationToken cancellationToken) =>
        ProbeFailure is { } failure ? throw new PlatformLinkException(failure, "The probe failed.") : Task.CompletedTask;

    public Task SetSpawningAsync(Uri endpoint, PlatformId id, bool enabled, CancellationToken cancellationToken)
    {
        Spawning.Enqueue((endpoint, enabled));
        if (SpawningFailure(enabled) is { } failure) throw new PlatformLinkException(failure, "The answer is lost.");
        return Task.CompletedTask;
    }

    public Task AnnounceAsync(Uri endpoint, PlatformId id, IReadOnlyList<Ancestor> ancestors, CancellationToken cancellationToken)
    {
        if (AnnounceFailure(endpoint) is { } failure) throw new PlatformLinkException(failure, "The child is gone.");
        Announcements.Enqueue((endpoint, ancestors));
        return Task.CompletedTask;
    }

    public Task RestoreAsync(Uri endpoint, PlatformId id, IReadOnlyList<PlatformRecord> platforms, CancellationToken cancellationToken)
    {
        if (RestoreFailure is { } failure) throw new PlatformLinkException(failure, "The child is gone.");
        Restored.Enqueue(platforms);
        return Task.CompletedTask;
    }

    public Task ReportAsync(Uri parentEndpoint, PlatformReport report, CancellationToken cancellationToken)
    {
        if (ReportFailure is { } failure) throw new PlatformLinkException(failure, "The parent is gone.");
        ReportedTo.Enqueue(parentEndpoint);
        Reports.Enqueue(report);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<PlatformView>> ListChildrenAsync(Uri endpoint, PlatformId parentId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PlatformView>>([.. Children(endpoint).Where(child => !_gone.ContainsKey(child.Id))]);

    public Task<string?> RetireAsync(Uri endpoint, PlatformId childId, bool cascade, CancellationToken cancellationToken)
    {
        Retirements.Enqueue((endpoint, childId));
        string? operation = Retire(childId);
        if (operation is null) _gone[childId.Value] = true;
        return Task.FromResult(operation);
    }

    public Task<OperationView?> FindOperationAsync(Uri endpoint, string operationId, CancellationToken cancellationToken) => Task.FromResult(Operation(operationId));
}
