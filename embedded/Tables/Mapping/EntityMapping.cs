using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;
using Embedded.Tables.Store;

namespace Embedded.Tables.Mapping;

/// <summary>Between an app's entity types and stored entities: a <see cref="TableEntity"/> by its keys, any other type by its public properties.</summary>
internal static class EntityMapping
{
    private static readonly ConcurrentDictionary<Type, MappedProperty[]> Mapped = new();

    public static string PropertyName(MemberInfo member) => member.GetCustomAttribute<DataMemberAttribute>()?.Name ?? member.Name;

    public static KeyValuePair<string, object>[] ToProperties(ITableEntity entity)
    {
        IEnumerable<KeyValuePair<string, object?>> values = entity is IDictionary<string, object?> dictionary
            ? dictionary
            : PropertiesOf(entity.GetType()).Select(property => KeyValuePair.Create(property.Name, property.Info.GetValue(entity)));
        List<KeyValuePair<string, object>> properties = [];
        foreach ((string name, object? value) in values)
        {
            if (value is not null && name is not ("PartitionKey" or "RowKey" or "Timestamp" or "ETag" or "odata.etag"))
            {
                properties.Add(new(name, EntityValue.Normalize(value) ?? throw new NotSupportedException($"The property '{name}' is a {value.GetType()}, which a table does not hold.")));
            }
        }

        return [.. properties];
    }

    /// <summary><paramref name="select"/> names the properties to give; null for all.</summary>
    public static T ToEntity<T>(StoredEntity stored, HashSet<string>? select)
        where T : class, ITableEntity
    {
        T entity = typeof(T) == typeof(TableEntity) || typeof(T).IsAssignableFrom(typeof(TableEntity)) ? (T)(object)new TableEntity() : Activator.CreateInstance<T>();
        if (IsSelected("PartitionKey"))
        {
            entity.PartitionKey = stored.PartitionKey;
        }

        if (IsSelected("RowKey"))
        {
            entity.RowKey = stored.RowKey;
        }

        if (IsSelected("Timestamp"))
        {
            entity.Timestamp = stored.Timestamp;
        }

        entity.ETag = new ETag(stored.ETag);
        if (entity is TableEntity dynamic)
        {
            foreach ((string name, object value) in stored.Properties.Where(property => IsSelected(property.Key)))
            {
                dynamic[name] = value is byte[] bytes ? bytes.Clone() : value;
            }

            return entity;
        }

        foreach (MappedProperty property in PropertiesOf(typeof(T)))
        {
            if (property.Info.CanWrite && property.Name is not ("PartitionKey" or "RowKey" or "Timestamp" or "ETag") && IsSelected(property.Name)
                && stored.Find(property.Name) is { } value)
            {
                property.Info.SetValue(entity, Convert(value, property.Info.PropertyType, property.Name));
            }
        }

        return entity;

        bool IsSelected(string name) => select is null || select.Contains(name);
    }

    private static object Convert(object value, Type type, string name)
    {
        Type target = Nullable.GetUnderlyingType(type) ?? type;
        try
        {
            return value switch
            {
                _ when target.IsInstanceOfType(value) => value is byte[] bytes ? bytes.Clone() : value,
                string text when target.IsEnum => Enum.Parse(target, text),
                DateTimeOffset time when target == typeof(DateTime) => time.UtcDateTime,
                byte[] bytes when target == typeof(BinaryData) => BinaryData.FromBytes(bytes),
                int or long or double when target.IsPrimitive => System.Convert.ChangeType(value, target, CultureInfo.InvariantCulture),
                _ => throw new InvalidCastException($"A {value.GetType().Name} does not fit a {target.Name}."),
            };
        }
        catch (Exception e) when (e is InvalidCastException or OverflowException or ArgumentException)
        {
            throw new InvalidOperationException($"The property '{name}' cannot be read: {e.Message}", e);
        }
    }

    private static MappedProperty[] PropertiesOf(Type type) => Mapped.GetOrAdd(type, static key =>
    [
        .. key.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetMethod?.IsPublic == true && property.GetIndexParameters().Length == 0 && property.GetCustomAttribute<IgnoreDataMemberAttribute>() is null)
            .Select(property => new MappedProperty(PropertyName(property), property)),
    ]);

    private sealed record MappedProperty(string Name, PropertyInfo Info);
}
