using Azure.Data.Tables;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Registry;

/// <summary>
/// Writes down that the parent has to be told something. A platform has one row however often it changes: the row only says that there is something to tell,
/// what it is stands in the platform's own row when the report is made, and a platform without a row has been forgotten.
/// </summary>
internal static class OutboxRows
{
    /// <summary>The entry of a change; null when nobody has to be told: the root's, and a platform's own record, which its parent keeps.</summary>
    public static TableTransactionAction? Changed(RegistryTables tables, PlatformId id) => Concerns(tables, id)
        ? new(TableTransactionActionType.UpsertReplace, new TableEntity(tables.Partition, RowKeys.OutboxPlatform(id)))
        : null;

    /// <summary>The entry of an event; null when nobody has to be told.</summary>
    public static TableEntity? Happened(RegistryTables tables, PlatformEvent happened)
    {
        if (!Concerns(tables, happened.PlatformId)) return null;
        var entity = new TableEntity(tables.Partition, RowKeys.OutboxEvent(happened));
        ChunkedDocument.Write(entity, happened);
        return entity;
    }

    private static bool Concerns(RegistryTables tables, PlatformId id) => tables.HasParent && id != tables.Owner;
}
