using System.Text.Json.Nodes;

namespace Embedded.ResourceManager.Providers.Shapes;

/// <summary>One member of an object, and whose it is to set.</summary>
internal sealed record PropertyRule(string Name, Shape Shape)
{
    public bool IsRequired { get; init; }

    /// <summary>Set by the provider: a client may send it back, and it is not read.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Fixed once the resource exists.</summary>
    public bool IsImmutable { get; init; }

    /// <summary>Taken but never shown, as a password is.</summary>
    public bool IsSecret { get; init; }

    /// <summary>What holds when the client says nothing.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>Makes the provider's value when the resource is created.</summary>
    public Func<GenerationContext, JsonNode?>? Generate { get; init; }

    public PropertyRule Immutable() => this with { IsImmutable = true };

    public PropertyRule Secret() => this with { IsSecret = true };

    public PropertyRule DefaultsTo(JsonNode value) => this with { Default = value };
}
