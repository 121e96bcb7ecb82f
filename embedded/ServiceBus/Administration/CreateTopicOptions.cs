namespace Azure.Messaging.ServiceBus.Administration;

public class CreateTopicOptions : IEquatable<CreateTopicOptions>
{
    public CreateTopicOptions(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    public string Name { get; set; }

    public bool Equals(CreateTopicOptions? other) => other is not null && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => Equals(obj as CreateTopicOptions);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name);
}
