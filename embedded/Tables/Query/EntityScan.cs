using Embedded.Tables.Store;

namespace Embedded.Tables.Query;

/// <summary>Goes through the part of a table that a filter's keys leave open, and no further than one page.</summary>
internal static class EntityScan
{
    public static EntityPage Run(Table table, EntityFilter filter, int pageMax, EntityKey? from)
    {
        KeyRange range = KeyRange.Of(filter);
        EntityKey start = new(range.PartitionLow, range.RowLow);
        if (from is { } key && (string.CompareOrdinal(key.PartitionKey, start.PartitionKey), string.CompareOrdinal(key.RowKey, start.RowKey)) is var (p, r) && (p > 0 || (p == 0 && r > 0)))
        {
            start = key;
        }

        List<StoredEntity> found = [];
        foreach (StoredEntity entity in table.From(start.PartitionKey, start.RowKey))
        {
            if (range.IsPast(entity))
            {
                break;
            }

            if (!filter.Matches(entity))
            {
                continue;
            }

            if (found.Count == pageMax)
            {
                return new EntityPage(found, new EntityKey(entity.PartitionKey, entity.RowKey));
            }

            found.Add(entity);
        }

        return new EntityPage(found, Next: null);
    }
}
