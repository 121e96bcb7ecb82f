using Azure;
using Azure.Data.Tables;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Registry;

/// <summary>Who holds a name among the children of a platform, and how much of the limits it holds with it.</summary>
internal sealed record NameRow(PlatformId HolderId, long Allocated, ETag ETag)
{
    private const string HolderColumn = "Holder";
    private const string AllocatedColumn = "Allocated";

    /// <summary>What a child takes of its parent's descendants: itself and what it is allocated.</summary>
    public static long ShareOf(PlatformRecord child) => 1L + (child.Limits.Descendants?.Value ?? 0);

    public static NameRow? Read(TableEntity? entity) =>
        entity is null ? null : new(PlatformId.Parse(entity.GetString(HolderColumn)), entity.GetInt64(AllocatedColumn) ?? 1, entity.ETag);

    public static TableEntity Compose(string partition, PlatformId parentId, PlatformRecord child) => new(partition, RowKeys.Name(parentId, child.Name))
    {
        [HolderColumn] = child.Id.Value,
        [AllocatedColumn] = ShareOf(child),
    };
}
