using System.Diagnostics.CodeAnalysis;
using Embedded.ResourceManager.Operations;

namespace Embedded.ResourceManager.Resources;

/// <summary>
/// All that the Resource Manager knows, in memory: resources, operations, global names, and counts of what is gone. It changes only by
/// <see cref="Apply"/>, alike when a change is made and when the log is read. The store's gate guards it.
/// </summary>
internal sealed class ResourceState(Func<ResourceRecord, string?> globalNameOf)
{
    private readonly Dictionary<string, OperationRecord> _operations = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<ResourceId, OperationRecord> _inFlight = [];
    private readonly Dictionary<string, ResourceId> _globalNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<ResourceId, RemovedResource> _removed = [];
    private readonly Queue<RemovedResource> _removedInOrder = new();
    private readonly Queue<OperationRecord> _endedInOrder = new();

    public ResourceTree Resources { get; } = new();

    public ResourceIndex Index { get; } = new();

    public IReadOnlyCollection<OperationRecord> Operations => _operations.Values;

    public OperationRecord? FindOperation(string operationId) => _operations.GetValueOrDefault(operationId);

    /// <summary>The operation under way on a resource; there is at most one.</summary>
    public OperationRecord? InFlight(ResourceId target) => _inFlight.GetValueOrDefault(target);

    public bool TryFindNameOwner(string globalName, [NotNullWhen(true)] out ResourceId? owner) => _globalNames.TryGetValue(globalName, out owner);

    /// <summary>How often an id was created, those creations included whose resource is gone for less than the retention.</summary>
    public int CreationsOf(ResourceId id) => Resources.Find(id)?.Creations ?? _removed.GetValueOrDefault(id)?.Creations ?? 0;

    public void Apply(StoreBatch batch)
    {
        foreach (RemovedResource removed in batch.Remembered)
            Remember(removed);
        foreach (ResourceId id in batch.Removed)
            Remove(id, batch.At);
        foreach (ResourceRecord record in batch.Put)
            Put(record);
        foreach (OperationRecord operation in batch.Operations)
            Put(operation);
    }

    /// <summary>Drops what ended before the given moment; operations under way and living resources stay.</summary>
    public void Forget(DateTimeOffset before)
    {
        while (_endedInOrder.TryPeek(out OperationRecord? ended) && ended.EndedAt < before)
        {
            _endedInOrder.Dequeue();
            _operations.Remove(ended.OperationId);
        }

        while (_removedInOrder.TryPeek(out RemovedResource? removed) && removed.RemovedAt < before)
        {
            _removedInOrder.Dequeue();
            if (_removed.GetValueOrDefault(removed.Id) == removed)
                _removed.Remove(removed.Id);
        }
    }

    public IReadOnlyList<RemovedResource> RemovedResources() => [.. _removed.Values.OrderBy(removed => removed.RemovedAt)];

    private void Put(ResourceRecord record)
    {
        if (Resources.TryFind(record.Id, out ResourceRecord? before) && globalNameOf(before) is { } oldName)
            _globalNames.Remove(oldName);
        Resources.Put(record);
        Index.Put(record);
        if (globalNameOf(record) is { } name)
            _globalNames[name] = record.Id;
    }

    private void Remove(ResourceId id, DateTimeOffset at)
    {
        if (!Resources.TryFind(id, out ResourceRecord? record))
            return;
        if (globalNameOf(record) is { } name && _globalNames.TryGetValue(name, out ResourceId? owner) && owner.Equals(id))
            _globalNames.Remove(name);
        Resources.Remove(id);
        Index.Remove(record);
        Remember(new RemovedResource(record.Id, record.Creations, at));
    }

    private void Remember(RemovedResource removed)
    {
        _removed[removed.Id] = removed;
        _removedInOrder.Enqueue(removed);
    }

    private void Put(OperationRecord operation)
    {
        _operations[operation.OperationId] = operation;
        if (!operation.HasEnded)
        {
            _inFlight[operation.Target] = operation;
            return;
        }

        _endedInOrder.Enqueue(operation);
        if (_inFlight.GetValueOrDefault(operation.Target)?.OperationId == operation.OperationId)
            _inFlight.Remove(operation.Target);
    }
}
