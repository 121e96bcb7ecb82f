using Embedded.DurableTask.Orchestration;
using Embedded.DurableTask.Store;
using Embedded.DurableTask.Store.Entities;
using Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Entities;

namespace Embedded.DurableTask.Engine.Entities;

/// <summary>The entity side of the client of an engine in the same process. What it has acknowledged, and what it answers, is durable.</summary>
internal sealed class EngineEntityClient(
    string name, DurableLog log, DurableStore store, InstanceScheduler scheduler, OrchestrationSettings settings, DurableEngineOptions options, TimeProvider time)
    : DurableEntityClient(name)
{
    private const int PageSizeMax = 1000;
    private readonly EntitySearch _search = new(store, log.Gate);

    public override async Task SignalEntityAsync(
        EntityInstanceId id, string operationName, object? input = default, SignalEntityOptions? options = default, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        EntityTarget.Require(id, operationName);
        string? data = settings.Serialize(input, $"The input of the operation '{operationName}'");
        var change = new EntitySignaled(id.ToString(), EntityMessage.Signal(operationName, data), EntityTarget.DelayOf(options, time.GetUtcNow()));
        _ = change.Record;
        await log.WhenDurableAsync(Commit(id.ToString(), change)).ConfigureAwait(false);
    }

    public override async Task<EntityMetadata?> GetEntityAsync(EntityInstanceId id, bool includeState = true, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return await FindAsync(id).ConfigureAwait(false) is { } state ? MetadataOf(state, includeState) : null;
    }

    public override async Task<EntityMetadata<T>?> GetEntityAsync<T>(EntityInstanceId id, bool includeState = true, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return await FindAsync(id).ConfigureAwait(false) is { } state ? MetadataOf<T>(state, includeState) : null;
    }

    public override AsyncPageable<EntityMetadata> GetAllEntitiesAsync(EntityQuery? filter = default) => Pages(filter, MetadataOf);

    public override AsyncPageable<EntityMetadata<T>> GetAllEntitiesAsync<T>(EntityQuery? filter = default) => Pages(filter, MetadataOf<T>);

    /// <summary>Finds nothing to do: an entity with nothing in it is not kept, and a lock is released with the end of its holder.</summary>
    public override Task<CleanEntityStorageResult> CleanEntityStorageAsync(
        CleanEntityStorageRequest? request = default, bool continueUntilComplete = true, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(default(CleanEntityStorageResult));
    }

    private long Commit(string id, StoreChange change)
    {
        lock (log.Gate)
        {
            if (store.Entities.TryFind(id, out Entity? entity) && entity.State.Backlog + (entity.State.Delayed?.Count ?? 0) >= options.InboxMessagesMax)
                throw new InvalidOperationException($"Entity '{id}' has {options.InboxMessagesMax} operations waiting, which is the limit.");
            return scheduler.Commit(change);
        }
    }

    private AsyncPageable<T> Pages<T>(EntityQuery? filter, Func<EntityState, bool, T> read)
        where T : notnull
    {
        EntityQuery query = filter ?? new EntityQuery();
        return Pageable.Create(async (token, size, cancellation) =>
        {
            cancellation.ThrowIfCancellationRequested();
            int pageSize = Math.Clamp(size ?? query.PageSize ?? EntityQuery.DefaultPageSize, 1, PageSizeMax);
            (List<EntityState> found, string? next) = _search.Page(query, token ?? query.ContinuationToken, pageSize);
            await log.WhenDurableAsync(found.Count == 0 ? 0 : found.Max(state => state.Position)).ConfigureAwait(false);
            return new Page<T>([.. found.Select(state => read(state, query.IncludeState))], next);
        });
    }

    private async Task<EntityState?> FindAsync(EntityInstanceId id)
    {
        EntityTarget.Require(id);
        EntityState? state;
        long position;
        lock (log.Gate)
        {
            state = store.Entities.TryFind(id.ToString(), out Entity? entity) ? entity.State : null;

            // That there is none may be the doing of an operation that is not durable yet.
            position = state?.Position ?? log.AppendedPosition;
        }

        await log.WhenDurableAsync(position).ConfigureAwait(false);
        return state?.Value is null ? null : state;
    }

    private EntityMetadata MetadataOf(EntityState state, bool includeState)
    {
        SerializedData? data = includeState && state.Value is { } value ? new SerializedData(value, settings.Converter) : null;
        return new EntityMetadata(EntityInstanceId.FromString(state.Id), data)
        {
            LastModifiedTime = state.WorkedAt, BacklogQueueSize = state.Backlog, LockedBy = state.Lock?.Holder.InstanceId,
        };
    }

    private EntityMetadata<T> MetadataOf<T>(EntityState state, bool includeState)
    {
        EntityInstanceId id = EntityInstanceId.FromString(state.Id);
        return includeState && state.Value is { } value
            ? new EntityMetadata<T>(id, settings.Converter.Deserialize<T>(value))
            {
                LastModifiedTime = state.WorkedAt, BacklogQueueSize = state.Backlog, LockedBy = state.Lock?.Holder.InstanceId,
            }
            : new EntityMetadata<T>(id) { LastModifiedTime = state.WorkedAt, BacklogQueueSize = state.Backlog, LockedBy = state.Lock?.Holder.InstanceId };
    }
}
