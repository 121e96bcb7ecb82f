using System.Text.Json.Serialization;

namespace Microsoft.DurableTask.Entities;

/// <summary>The id of an entity: its name, in which case does not count, and its key, in which it does. In JSON it is one text.</summary>
[JsonConverter(typeof(EntityInstanceIdConverter))]
public readonly record struct EntityInstanceId
{
    private const char Separator = '@';

    public EntityInstanceId(string name, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(key);
        if (name.Contains(Separator, StringComparison.Ordinal)) throw new ArgumentException($"The name of an entity has no '{Separator}'.", nameof(name));
        Name = name.ToLowerInvariant();
        Key = key;
    }

    /// <summary>In lower case.</summary>
    public string Name { get; }

    public string Key { get; }

    /// <summary>Reads an id as <see cref="ToString"/> writes it.</summary>
    /// <exception cref="ArgumentException">The text is not the id of an entity.</exception>
    public static EntityInstanceId FromString(string instanceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        int end = instanceId[0] == Separator ? instanceId.IndexOf(Separator, startIndex: 1) : -1;
        if (end <= 1) throw new ArgumentException($"'{instanceId}' is not the id of an entity, which reads @name@key.", nameof(instanceId));
        return new EntityInstanceId(instanceId[1..end], instanceId[(end + 1)..]);
    }

    public override string ToString() => $"{Separator}{Name}{Separator}{Key}";
}
