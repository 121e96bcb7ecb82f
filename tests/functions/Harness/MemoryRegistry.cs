using PlatformDeployer.Domain.Limits;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Platforms;
using PlatformDeployer.Domain.Resources;

namespace PlatformDeployer.Functions.Tests.Harness;

/// <summary>A registry in memory, with the rules of the port.</summary>
internal sealed class MemoryRegistry : IPlatformRegistry
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, PlatformRecord> _platforms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string BodyHash, PlatformRecord? Platform)> _requests = new(StringComparer.Ordinal);

    public Exception? Failure { get; set; }

    /// <summary>What somebody else does just before the next change.</summary>
    public Action<PlatformId>? BeforeUpdate { get; set; }

    public IReadOnlyList<PlatformRecord> All
    {
        get
        {
            lock (_gate) return [.. _platforms.Values];
        }
    }

    public void Put(PlatformRecord platform)
    {
        lock (_gate) _platforms[platform.Id.Value] = platform;
    }

    public RequestHold Hold(string requestKey, string bodyHash)
    {
        lock (_gate)
        {
            if (_requests.TryAdd(requestKey, (bodyHash, null))) return RequestHold.New;
            return _requests[requestKey].BodyHash == bodyHash ? RequestHold.Repeated : RequestHold.Reused;
        }
    }

    public void Release(string requestKey)
    {
        lock (_gate) _requests.Remove(requestKey);
    }

    public Task<PlatformRecord?> FindAsync(PlatformId id, CancellationToken cancellationToken)
    {
        if (Failure is not null) throw Failure;
        lock (_gate) return Task.FromResult(_platforms.GetValueOrDefault(id.Value));
    }

    public Task<RegistryPage> QueryAsync(PlatformQuery query, CancellationToken cancellationToken)
    {
        PlatformRecord[] found = [.. All.Where(query.Matches).Where(platform => query.SkipToken is null || string.CompareOrdinal(platform.Id.Value, query.SkipToken) > 0)];
        PlatformRecord[] page = [.. found.Take(query.Top)];
        return Task.FromResult(new RegistryPage(page, found.Length > page.Length ? page[^1].Id.Value : null));
    }

    public Task<IReadOnlyList<PlatformRecord>> SubtreeAsync(PlatformPath path, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<PlatformRecord>>(
        [.. All.Where(platform => platform.Path == path || path.IsAncestorOf(platform.Path)).OrderBy(platform => platform.Generation)]);

    public Task<AdmissionOutcome> AdmitAsync(Admission admission, Func<LineageUsage, LimitViolation?> fits, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            PlatformRecord child = admission.Platform;
            if (admission.RequestKey is { } key && _requests.TryGetValue(key, out (string BodyHash, PlatformRecord? Platform) known))
            {
                return Task.FromResult<AdmissionOutcome>(known.BodyHash == admission.BodyHash
                    ? new AdmissionOutcome.Repeated(known.Platform!.Id, known.Platform.OperationId!)
                    : new AdmissionOutcome.KeyReused());
            }

            PlatformRecord[] siblings = [.. _platforms.Values.Where(other => other.ParentId == child.ParentId && PlatformTransitions.IsLiving(other.State))];
            if (siblings.FirstOrDefault(other => other.Name == child.Name) is { } holder) return Task.FromResult<AdmissionOutcome>(new AdmissionOutcome.NameTaken(holder.Id));
            var usage = new LineageUsage(siblings.Length, siblings.Sum(other => LineageLimits.Consumption(other.Limits)));
            if (fits(usage) is { } violation) return Task.FromResult<AdmissionOutcome>(new AdmissionOutcome.LimitExceeded(violation));

            _platforms[child.Id.Value] = child;
            if (admission.RequestKey is not null) _requests[admission.RequestKey] = (admission.BodyHash, child);
            return Task.FromResult<AdmissionOutcome>(new AdmissionOutcome.Admitted(child));
        }
    }

    public Task<PlatformRecord> UpdateAsync(PlatformId id, Func<PlatformRecord, PlatformRecord?> change, CancellationToken cancellationToken)
    {
        (Action<PlatformId>? before, BeforeUpdate) = (BeforeUpdate, null);
        before?.Invoke(id);
        lock (_gate)
        {
            PlatformRecord known = _platforms.GetValueOrDefault(id.Value) ?? throw new PlatformNotFoundException(id);
            PlatformRecord changed = change(known) ?? known;
            _platforms[id.Value] = changed;
            return Task.FromResult(changed);
        }
    }

    public Task<PlatformRecord> TouchAsync(PlatformId id, Func<PlatformRecord, PlatformRecord?> change, CancellationToken cancellationToken) => UpdateAsync(id, change, cancellationToken);

    public Task ReleaseAsync(PlatformId id, Func<PlatformRecord, PlatformRecord> change, CancellationToken cancellationToken) => UpdateAsync(id, change, cancellationToken);

    public Task<bool> MergeAsync(PlatformRecord platform, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_platforms.TryGetValue(platform.Id.Value, out PlatformRecord? known) && known.Revision >= platform.Revision) return Task.FromResult(false);
            _platforms[platform.Id.Value] = platform;
            return Task.FromResult(true);
        }
    }

    public Task<bool> RestoreAsync(PlatformRecord platform, CancellationToken cancellationToken)
    {
        lock (_gate) return Task.FromResult(_platforms.TryAdd(platform.Id.Value, platform));
    }

    public Task ForgetAsync(PlatformId id, CancellationToken cancellationToken)
    {
        lock (_gate) _platforms.Remove(id.Value);
        return Task.CompletedTask;
    }

    public Task<ResourceGraph?> FindGraphAsync(PlatformId id, CancellationToken cancellationToken) => Task.FromResult<ResourceGraph?>(null);

    public Task SaveGraphAsync(PlatformId id, ResourceGraph graph, CancellationToken cancellationToken) => Task.CompletedTask;
}
