namespace Embedded.Tables.Store;

/// <summary>By partition key, then by row key, ordinal: the order in which the service answers queries.</summary>
internal sealed class EntityOrder : IComparer<StoredEntity>
{
    public static EntityOrder Instance { get; } = new();

    public int Compare(StoredEntity? x, StoredEntity? y)
    {
        int partition = string.CompareOrdinal(x!.PartitionKey, y!.PartitionKey);
        return partition != 0 ? partition : string.CompareOrdinal(x.RowKey, y.RowKey);
    }
}
