namespace Azure.Messaging.ServiceBus.Administration;

public class TopicProperties : IEquatable<TopicProperties>
{
    internal TopicProperties(string name) => Name = name;

    public string Name { get; set; }

    public bool Equals(TopicProperties? other) => other is not null && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => Equals(obj as TopicProperties);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name);
}
