#nullable disable // As the official API, which says nothing about null.
using System.Collections;
using System.Globalization;

namespace Azure.Data.Tables;

public sealed class TableEntity : ITableEntity, IDictionary<string, object>
{
    private const string ETagKey = "odata.etag";
    private readonly Dictionary<string, object> _properties = new(StringComparer.Ordinal);

    public TableEntity()
    {
    }

    public TableEntity(string partitionKey, string rowKey)
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    public TableEntity(IDictionary<string, object> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach ((string key, object value) in values)
        {
            _properties[key] = value;
        }
    }

    public string PartitionKey
    {
        get => GetString(nameof(PartitionKey));
        set => _properties[nameof(PartitionKey)] = value;
    }

    public string RowKey
    {
        get => GetString(nameof(RowKey));
        set => _properties[nameof(RowKey)] = value;
    }

    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(nameof(Timestamp));
        set => _properties[nameof(Timestamp)] = value;
    }

    public ETag ETag
    {
        get => GetString(ETagKey) is { } text ? new ETag(text) : default;
        set => _properties[ETagKey] = value.ToString();
    }

    public ICollection<string> Keys => _properties.Keys;

    ICollection<object> IDictionary<string, object>.Values => _properties.Values;

    public int Count => _properties.Count;

    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;

    public object this[string key]
    {
        get => _properties.TryGetValue(key, out object value) ? value : null;
        set => _properties[key] = value is not null && _properties.TryGetValue(key, out object former) && former is not null ? Coerce(key, former, value) : value;
    }

    public void Add(string key, object value) => _properties.Add(key, value);

    public bool ContainsKey(string key) => _properties.ContainsKey(key);

    public bool Remove(string key) => _properties.Remove(key);

    public bool TryGetValue(string key, out object value) => _properties.TryGetValue(key, out value);

    public void Clear() => _properties.Clear();

    public string GetString(string key) => Get(key) switch
    {
        null => null,
        string text => text,
        var value => throw Mismatch(key, value, typeof(string)),
    };

    public BinaryData GetBinaryData(string key) => Get(key) switch
    {
        null => null,
        byte[] bytes => new BinaryData(bytes),
        BinaryData data => data,
        var value => throw Mismatch(key, value, typeof(BinaryData)),
    };

    public byte[] GetBinary(string key) => Get(key) switch
    {
        null => null,
        byte[] bytes => bytes,
        BinaryData data => data.ToArray(),
        var value => throw Mismatch(key, value, typeof(byte[])),
    };

    public bool? GetBoolean(string key) => GetStruct<bool>(key);

    public DateTime? GetDateTime(string key) => Get(key) switch
    {
        null => null,
        DateTimeOffset time => time.UtcDateTime,
        DateTime time => time,
        var value => throw Mismatch(key, value, typeof(DateTime)),
    };

    public DateTimeOffset? GetDateTimeOffset(string key) => Get(key) switch
    {
        null => null,
        DateTimeOffset time => time,
        DateTime time => new DateTimeOffset(time),
        var value => throw Mismatch(key, value, typeof(DateTimeOffset)),
    };

    public double? GetDouble(string key) => GetStruct<double>(key);

    public Guid? GetGuid(string key) => GetStruct<Guid>(key);

    public int? GetInt32(string key) => GetStruct<int>(key);

    public long? GetInt64(string key) => GetStruct<long>(key);

    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) => ((ICollection<KeyValuePair<string, object>>)_properties).Contains(item);

    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object>>)_properties).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) => ((ICollection<KeyValuePair<string, object>>)_properties).Remove(item);

    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() => _properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _properties.GetEnumerator();

    /// <summary>A property keeps the type it has; numbers widen.</summary>
    private static object Coerce(string key, object former, object value) => (former, value) switch
    {
        _ when former.GetType() == value.GetType() => value,
        (long or double, int) => Convert.ChangeType(value, former.GetType(), CultureInfo.InvariantCulture),
        (int, long or double) or (byte[], BinaryData) or (BinaryData, byte[]) or (DateTime, DateTimeOffset) or (DateTimeOffset, DateTime) => value,
        _ => throw Mismatch(key, former, value.GetType()),
    };

    private static InvalidOperationException Mismatch(string key, object value, Type wanted) =>
        new($"Cannot return {wanted} type for a {value.GetType()} typed property '{key}'.");

    private object Get(string key) => _properties.TryGetValue(key, out object value) ? value : null;

    private T? GetStruct<T>(string key)
        where T : struct => Get(key) switch
        {
            null => null,
            T value => value,
            var value => throw Mismatch(key, value, typeof(T)),
        };
}
