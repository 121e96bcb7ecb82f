using System.Globalization;
using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Orchestrations.Tests.Fakes;

/// <summary>A registry and its histories in memory.</summary>
internal sealed class MemoryRegistry : IPlatformRegistry, IPlatformEventLog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<PlatformId, PlatformRecord> _platforms = [];
    private readonly Dictionary<PlatformId, ResourceGraph> _graphs = [];
    private readonly List<PlatformEvent> _events = [];
    private readonly List<(PlatformId Id, Func<PlatformRecord, bool> Condition, TaskCompletionSource<PlatformRecord> Reached)> _waiting = [];

    public IReadOnlyList<PlatformId> Released { get; private set; } = [];

    public IReadOnlyList<PlatformEvent> Events
    {
        get
        {
            lock (_lock) return [.. _events];
        }
    }

    public PlatformRecord this[PlatformId id]
    {
        get
        {
            lock (_lock) return _platforms[id];
        }
    }

    public void Put(PlatformRecord platform)
    {
        lock (_lock) Set(platform);
    }

    /// <summary>Completes when a platform is as wanted.</summary>
    public Task<PlatformRecord> WhenAsync(PlatformId id, Func<PlatformRecord, bool> condition)
    {
        lock (_lock)
        {
            var reached = new TaskCompletionSource<PlatformRecord>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_platforms.TryGetValue(id, out PlatformRecord? known) && condition(known)) reached.SetResult(known);
            else _waiting.Add((id, condition, reached));
            return reached.Task;
        }
    }

    public Task<PlatformRecord?> FindAsync(PlatformId id, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(_platforms.GetValueOrDefault(id));
    }

    public Task<RegistryPage> QueryAsync(PlatformQuery query, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(new RegistryPage([.. _platforms.Values.Where(query.Matches).OrderBy(p => p.Id.Value, StringComparer.Ordinal)], null));
    }

    public Task<IReadOnlyList<PlatformRecord>> SubtreeAsync(PlatformPath path, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<PlatformRecord>>(
                [.. _platforms.Values.Where(p => p.Path == path || path.IsAncestorOf(p.Path)).OrderBy(p => p.Generation)]);
        }
    }

    public Task<AdmissionOutcome> AdmitAsync(Admission admission, Func<LineageUsage, LimitViolation?> fits, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Orchestrations admit nobody.");

    public Task<PlatformRecord> UpdateAsync(PlatformId id, Func<PlatformRecord, PlatformRecord?> change, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            PlatformRecord known = _platforms.GetValueOrDefault(id) ?? throw new PlatformNotFoundException(id);
            if (change(known) is not { } changed) return Task.FromResult(known);
            if (!PlatformTransitions.IsLegal(known.State, changed.State)) throw new InvalidOperationException($"{known.State} to {changed.State}");
            long revision = known.Revision + 1;
            Set(changed with { Revision = revision, Etag = revision.ToString(CultureInfo.InvariantCulture) });
            return Task.FromResult(_platforms[id]);
        }
    }

    public Task<PlatformRecord> TouchAsync(PlatformId id, Func<PlatformRecord, PlatformRecord?> change, CancellationToken cancellationToken) =>
        UpdateAsync(id, change, cancellationToken);

    public async Task ReleaseAsync(PlatformId id, Func<PlatformRecord, PlatformRecord> change, CancellationToken cancellationToken)
    {
        await UpdateAsync(id, change, cancellationToken);
        lock (_lock) Released = [.. Released, id];
    }

    public Task<bool> MergeAsync(PlatformRecord platform, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            bool newer = !_platforms.TryGetValue(platform.Id, out PlatformRecord? known) || known.Revision < platform.Revision;
            if (newer) _platforms[platform.Id] = platform;
            return Task.FromResult(newer);
        }
    }

    public Task<bool> RestoreAsync(PlatformRecord platform, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(_platforms.TryAdd(platform.Id, platform));
    }

    public Task ForgetAsync(PlatformId id, CancellationToken cancellationToken)
    {
        lock (_lock) _platforms.Remove(id);
        return Task.CompletedTask;
    }

    public Task<ResourceGraph?> FindGraphAsync(PlatformId id, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(_graphs.GetValueOrDefault(id));
    }

    public Task SaveGraphAsync(PlatformId id, ResourceGraph graph, CancellationToken cancellationToken)
    {
        lock (_lock) _graphs[id] = graph;
        return Task.CompletedTask;
    }

    Task IPlatformEventLog.AppendAsync(PlatformEvent happened, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_events.Exists(known => known.PlatformId == happened.PlatformId && known.Id == happened.Id)) _events.Add(happened);
        }

        return Task.CompletedTask;
    }

    Task<bool> IPlatformEventLog.ContainsAsync(PlatformId platformId, string eventId, CancellationToken cancellationToken) =>
        Task.FromResult(Events.Any(known => known.PlatformId == platformId && known.Id == eventId));

    Task<(IReadOnlyList<PlatformEvent> Events, string? SkipToken)> IPlatformEventLog.ListAsync(
        PlatformId platformId, int top, string? skipToken, CancellationToken cancellationToken) =>
        Task.FromResult<(IReadOnlyList<PlatformEvent>, string?)>(([.. Events.Where(e => e.PlatformId == platformId).Reverse().Take(top)], null));

    Task IPlatformEventLog.ForgetAsync(PlatformId platformId, CancellationToken cancellationToken)
    {
        lock (_lock) _events.RemoveAll(known => known.PlatformId == platformId);
        return Task.CompletedTask;
    }

    private void Set(PlatformRecord platform)
    {
        _platforms[platform.Id] = platform;
        foreach ((_, _, TaskCompletionSource<PlatformRecord> reached) in _waiting.Where(wait => wait.Id == platform.Id && wait.Condition(platform))) reached.TrySetResult(platform);
        _waiting.RemoveAll(wait => wait.Reached.Task.IsCompleted);
    }
}
