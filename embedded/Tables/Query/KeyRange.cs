using Embedded.Tables.Store;

namespace Embedded.Tables.Query;

/// <summary>The keys outside of which a filter cannot hold: from the comparisons of keys that all must hold. Row keys count within one partition only.</summary>
internal sealed class KeyRange
{
    private string? _partitionHigh;
    private string? _rowHigh;
    private string _rowLow = string.Empty;

    public string PartitionLow { get; private set; } = string.Empty;

    public string RowLow => IsOnePartition ? _rowLow : string.Empty;

    private bool IsOnePartition => _partitionHigh is not null && _partitionHigh == PartitionLow;

    public static KeyRange Of(EntityFilter filter)
    {
        KeyRange range = new();
        range.Narrow(filter);
        return range;
    }

    public bool IsPast(StoredEntity entity)
    {
        int partition = _partitionHigh is null ? -1 : string.CompareOrdinal(entity.PartitionKey, _partitionHigh);
        return partition > 0 || (IsOnePartition && _rowHigh is not null && string.CompareOrdinal(entity.RowKey, _rowHigh) > 0);
    }

    private void Narrow(EntityFilter filter)
    {
        if (filter is AndFilter and)
        {
            Narrow(and.Left);
            Narrow(and.Right);
        }
        else if (filter is CompareFilter { Value: string value } compare)
        {
            bool isLow = compare.Operator is CompareOperator.Equal or CompareOperator.GreaterOrEqual or CompareOperator.Greater;
            bool isHigh = compare.Operator is CompareOperator.Equal or CompareOperator.LessOrEqual or CompareOperator.Less;
            if (compare.Property == "PartitionKey")
            {
                PartitionLow = isLow && string.CompareOrdinal(value, PartitionLow) > 0 ? value : PartitionLow;
                _partitionHigh = isHigh && (_partitionHigh is null || string.CompareOrdinal(value, _partitionHigh) < 0) ? value : _partitionHigh;
            }
            else if (compare.Property == "RowKey")
            {
                _rowLow = isLow && string.CompareOrdinal(value, _rowLow) > 0 ? value : _rowLow;
                _rowHigh = isHigh && (_rowHigh is null || string.CompareOrdinal(value, _rowHigh) < 0) ? value : _rowHigh;
            }
        }
    }
}
