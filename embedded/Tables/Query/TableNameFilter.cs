using Embedded.Tables.Store;

namespace Embedded.Tables.Query;

/// <summary>A filter on tables knows one property: the service calls it TableName, and the SDK's type Name.</summary>
internal static class TableNameFilter
{
    public static string Rename(string filter) => string.Join(" ", filter.Split(' ').Select(word => word.TrimStart('(') == "Name" ? word.Replace("Name", "TableName", StringComparison.Ordinal) : word));

    public static bool Matches(EntityFilter filter, string table) =>
        filter.Matches(new StoredEntity(string.Empty, string.Empty, DateTimeOffset.UnixEpoch, [new("TableName", table)]));
}
