using Embedded.DurableTask.Store;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Embedded.DurableTask.Engine;

/// <summary>Reading, waiting, listing and purging.</summary>
internal sealed partial class EngineClient
{
    private const int PageSizeMax = 1000;
    private const int PurgeBatchMax = 500;

    private readonly InstanceSearch _search = new(store, log.Gate);

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        InstanceState? state = await FindAsync(instanceId).ConfigureAwait(false);
        return state is null ? null : MetadataOf(state, getInputsAndOutputs);
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, untilEnd: false, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, untilEnd: true, getInputsAndOutputs, cancellation);

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = default)
    {
        OrchestrationQuery query = filter ?? new OrchestrationQuery();
        var criteria = new InstanceCriteria(query.InstanceIdPrefix, query.Statuses) { CreatedFrom = query.CreatedFrom, CreatedTo = query.CreatedTo };
        return Pageable.Create(async (token, size, cancellation) =>
        {
            cancellation.ThrowIfCancellationRequested();
            int pageSize = Math.Clamp(size ?? query.PageSize, 1, PageSizeMax);
            (List<InstanceState> found, string? next) = await PageAsync(criteria, token ?? query.ContinuationToken, pageSize).ConfigureAwait(false);
            return new Page<OrchestrationMetadata>([.. found.Select(state => MetadataOf(state, query.FetchInputsAndOutputs))], next);
        });
    }

    public override async Task<Page<string>> ListInstanceIdsAsync(
        IEnumerable<OrchestrationRuntimeStatus>? runtimeStatus = default,
        DateTimeOffset? completedTimeFrom = default,
        DateTimeOffset? completedTimeTo = default,
        int pageSize = 100,
        string? lastInstanceKey = default,
        CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var criteria = new InstanceCriteria(prefix: null, runtimeStatus) { EndedFrom = completedTimeFrom, EndedTo = completedTimeTo };
        (List<InstanceState> found, string? next) = await PageAsync(criteria, lastInstanceKey, Math.Clamp(pageSize, 1, PageSizeMax)).ConfigureAwait(false);
        return new Page<string>([.. found.Select(state => state.Start.InstanceId)], next);
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(string instanceId, PurgeInstanceOptions? options = default, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        int purged = await PurgeAsync([instanceId], options?.Recursive == true).ConfigureAwait(false);
        return new PurgeResult(purged, isComplete: true);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = default, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        long begin = time.GetTimestamp();
        var criteria = new InstanceCriteria(prefix: null, filter.Statuses) { CreatedFrom = filter.CreatedFrom, CreatedTo = filter.CreatedTo, MustHaveEnded = true };
        int purged = 0;
        string? after = null;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            if (filter.Timeout is { } limit && time.GetElapsedTime(begin) > limit) return new PurgeResult(purged, isComplete: false);
            (List<InstanceState> found, after) = _search.Page(criteria, after, PurgeBatchMax);
            purged += await PurgeAsync([.. found.Select(state => state.Start.InstanceId)], options?.Recursive == true).ConfigureAwait(false);
        }
        while (after is not null);
        return new PurgeResult(purged, isComplete: true);
    }

    private async Task<int> PurgeAsync(IReadOnlyCollection<string> ids, bool recursive)
    {
        long position;
        int count;
        lock (log.Gate)
        {
            string[] ended = [.. ids.Where(id => store.Instances.TryFind(id, out Instance? instance) && instance.State.IsEnded)];
            IReadOnlyList<string> all = recursive ? Descendants.OfEnded(store, ended) : ended;
            count = all.Count;

            // That there is none may be the doing of another purge, and may be told only when that is durable.
            position = count == 0 ? log.AppendedPosition : scheduler.Commit(new InstancesPurged(all));
        }

        await log.WhenDurableAsync(position).ConfigureAwait(false);
        return count;
    }

    private async Task<InstanceState?> FindAsync(string instanceId)
    {
        InstanceState? state;
        long position;
        lock (log.Gate)
        {
            state = store.Instances.TryFind(instanceId, out Instance? instance) ? instance.State : null;

            // That there is none may be the doing of a purge that is not durable yet.
            position = state?.Position ?? log.AppendedPosition;
        }

        await log.WhenDurableAsync(position).ConfigureAwait(false);
        return state;
    }

    private async Task<(List<InstanceState> Found, string? Next)> PageAsync(InstanceCriteria criteria, string? after, int size)
    {
        (List<InstanceState> Found, string? Next) page = _search.Page(criteria, after, size);

        // Not only what is found: what is not there any more, or not in that state, is told as well.
        await log.WhenDurableAsync(log.AppendedPosition).ConfigureAwait(false);
        return page;
    }

    private async Task<OrchestrationMetadata> WaitAsync(string instanceId, bool untilEnd, bool withData, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        InstanceState? state;
        InstanceWaiters.Waiter? waiter = null;
        lock (log.Gate)
        {
            state = store.Instances.TryFind(instanceId, out Instance? instance) && InstanceWaiters.IsMet(instance.State, untilEnd) ? instance.State : null;
            if (state is null) waiter = scheduler.Waiters.Add(instanceId, untilEnd);
        }

        if (waiter is not null)
        {
            try
            {
                state = await waiter.Met.Task.WaitAsync(cancellation).ConfigureAwait(false);
            }
            finally
            {
                lock (log.Gate) scheduler.Waiters.Remove(waiter);
            }
        }

        await log.WhenDurableAsync(state!.Position).ConfigureAwait(false);
        return MetadataOf(state, withData);
    }

    private OrchestrationMetadata MetadataOf(InstanceState state, bool withData) => new(state.Start.Name, state.Start.InstanceId)
    {
        RuntimeStatus = state.Status,
        CreatedAt = state.Start.CreatedAt,
        LastUpdatedAt = state.UpdatedAt,
        Tags = state.Start.Tags,
        SerializedInput = withData ? state.Input : null,
        SerializedOutput = withData ? state.Output : null,
        SerializedCustomStatus = withData ? state.CustomStatus : null,
        FailureDetails = state.Failure,
        DataConverter = withData ? settings.Converter : null,
    };
}
