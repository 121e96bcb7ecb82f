namespace Embedded.Tables.Store;

/// <summary>A table's entities, in order. The log's gate guards it.</summary>
internal sealed class Table(string name)
{
    private static readonly DateTimeOffset NoTime = DateTimeOffset.UnixEpoch;
    private readonly SortedSet<StoredEntity> _entities = new(EntityOrder.Instance);

    public string Name => name;

    public StoredEntity? Find(string partitionKey, string rowKey) =>
        _entities.TryGetValue(new StoredEntity(partitionKey, rowKey, NoTime, []), out StoredEntity? found) ? found : null;

    public void Put(StoredEntity entity)
    {
        _entities.Remove(entity);
        _entities.Add(entity);
    }

    public void Remove(string partitionKey, string rowKey) => _entities.Remove(new StoredEntity(partitionKey, rowKey, NoTime, []));

    /// <summary>The entities at or after a key, found without looking at those before it.</summary>
    public IEnumerable<StoredEntity> From(string partitionKey, string rowKey)
    {
        StoredEntity lowest = new(partitionKey, rowKey, NoTime, []);
        return _entities.Max is { } highest && EntityOrder.Instance.Compare(lowest, highest) <= 0 ? _entities.GetViewBetween(lowest, highest) : [];
    }

    public StoredEntity[] ToArray() => [.. _entities];
}
