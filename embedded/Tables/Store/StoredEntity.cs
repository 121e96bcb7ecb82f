namespace Embedded.Tables.Store;

/// <summary>An entity as it stands in a table. Immutable: a change puts another one in its place. Values are those <see cref="EntityValue"/> lists.</summary>
internal sealed record StoredEntity(string PartitionKey, string RowKey, DateTimeOffset Timestamp, KeyValuePair<string, object>[] Properties)
{
    /// <summary>As the service writes it: weak, and the time of the last write.</summary>
    public string ETag => $"W/\"datetime'{Uri.EscapeDataString(Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", System.Globalization.CultureInfo.InvariantCulture))}'\"";

    public object? Find(string name) => name switch
    {
        "PartitionKey" => PartitionKey,
        "RowKey" => RowKey,
        "Timestamp" => Timestamp,
        _ => Array.Find(Properties, property => property.Key == name).Value,
    };
}
