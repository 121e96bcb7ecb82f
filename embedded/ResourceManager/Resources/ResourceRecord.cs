using System.Collections.Immutable;
using System.Text.Json;

namespace Embedded.ResourceManager.Resources;

/// <summary>
/// One resource, group or subscription as it stands. Immutable, and so is its <see cref="Body"/>: a change puts another record in its place.
/// </summary>
internal sealed record ResourceRecord
{
    public required ResourceId Id { get; init; }

    public string? Location { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = EmptyTags;

    /// <summary>Everything else that the provider shows: kind, sku, identity, properties.</summary>
    public required JsonElement Body { get; init; }

    public ProvisioningState State { get; init; }

    /// <summary>A digest of what the last PUT asked for, by which a repeated PUT is known.</summary>
    public string DesiredDigest { get; init; } = string.Empty;

    /// <summary>How often a PUT brought this id into being, and how often a later PUT found it.</summary>
    public int Creations { get; init; }

    public int PutsFound { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>The object id of whoever created it.</summary>
    public string CreatedBy { get; init; } = string.Empty;

    /// <summary>What only the provider knows of it: a site's port and package, a subscription's providers.</summary>
    public ImmutableSortedDictionary<string, string> Hidden { get; init; } = EmptyTags;

    public static ImmutableSortedDictionary<string, string> EmptyTags { get; }
        = ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    public static JsonElement EmptyBody { get; } = JsonSerializer.SerializeToElement(new object());

    /// <summary>A member of <c>properties</c>, or nothing.</summary>
    public JsonElement? Property(string name)
        => Body.TryGetProperty("properties", out JsonElement properties)
            && properties.ValueKind == JsonValueKind.Object
            && properties.TryGetProperty(name, out JsonElement value)
                ? value
                : null;

    /// <summary>A string member of <c>properties</c>, or nothing.</summary>
    public string? TextProperty(string name)
        => Property(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
