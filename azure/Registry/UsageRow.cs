using Azure;
using Azure.Data.Tables;
using PlatformDeployer.Domain.Limits;

namespace PlatformDeployer.Azure.Registry;

/// <summary>The shares a platform has given out of its limits. Whoever gives or takes one changes this row under its version, so that no two fit into one gap.</summary>
internal sealed record UsageRow(int Children, long Allocated, ETag? ETag)
{
    private const string ChildrenColumn = "Children";
    private const string AllocatedColumn = "Allocated";

    /// <summary>The same as the domain sees it; unlimited platforms may give out more than an int holds.</summary>
    public LineageUsage Usage => new(Children, (int)long.Min(Allocated, int.MaxValue));

    public static UsageRow Read(TableEntity? entity) =>
        entity is null ? new(0, 0, null) : new(entity.GetInt32(ChildrenColumn) ?? 0, entity.GetInt64(AllocatedColumn) ?? 0, entity.ETag);

    /// <summary>The change that gives out, or with -1 takes back, one share.</summary>
    public TableTransactionAction Share(string partition, int children, long allocated)
    {
        var entity = new TableEntity(partition, RowKeys.Usage)
        {
            [ChildrenColumn] = int.Max(0, Children + children),
            [AllocatedColumn] = long.Max(0, Allocated + allocated),
        };
        return ETag is { } version
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, entity, version)
            : new TableTransactionAction(TableTransactionActionType.Add, entity);
    }
}
