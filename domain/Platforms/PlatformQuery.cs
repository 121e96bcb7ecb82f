using PlatformDeployer.Contracts.Platforms;

namespace PlatformDeployer.Domain.Platforms;

/// <summary>What to find in a registry; what is null does not matter.</summary>
public sealed record PlatformQuery
{
    /// <summary>The platform's name.</summary>
    public string? Name { get; init; }

    /// <summary>Its state.</summary>
    public PlatformState? State { get; init; }

    /// <summary>Its template, with or without version.</summary>
    public string? Template { get; init; }

    /// <summary>Its region.</summary>
    public string? Region { get; init; }

    /// <summary>Its parent.</summary>
    public PlatformId? ParentId { get; init; }

    /// <summary>Its generation.</summary>
    public int? Generation { get; init; }

    /// <summary>Labels it must have.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How many at most.</summary>
    public int Top { get; init; } = 100;

    /// <summary>The token of the page before.</summary>
    public string? SkipToken { get; init; }

    /// <summary>Whether a platform is what is asked for.</summary>
    public bool Matches(PlatformRecord platform) =>
        (Name is null || platform.Name.Value == Name)
        && (State is null || platform.State == State)
        && (Template is null || platform.Template == Template || platform.Template.StartsWith(Template + "@", StringComparison.Ordinal))
        && (Region is null || string.Equals(platform.Region, Region, StringComparison.OrdinalIgnoreCase))
        && (ParentId is null || platform.ParentId == ParentId)
        && (Generation is null || platform.Generation == Generation)
        && Labels.All(label => platform.Labels.TryGetValue(label.Key, out string? value) && value == label.Value);
}
