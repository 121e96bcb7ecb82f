namespace PlatformDeployer.Contracts.Platforms;

/// <summary>A platform, as <c>GET /platforms/{id}</c> shows it.</summary>
public sealed record PlatformView
{
    /// <summary>The platform's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name, unique among its siblings.</summary>
    public required string Name { get; init; }

    /// <summary>Its names from the root down, <c>/root/acme</c>.</summary>
    public required string Path { get; init; }

    /// <summary>How many generations below the root; the root is 0.</summary>
    public required int Generation { get; init; }

    /// <summary>The parent's id; null for the root.</summary>
    public string? ParentId { get; init; }

    /// <summary>Where it stands in its life.</summary>
    public required PlatformState State { get; init; }

    /// <summary>The template and the version it was made from, <c>basic@1.0.0</c>.</summary>
    public required string Template { get; init; }

    /// <summary>The region it lives in.</summary>
    public required string Region { get; init; }

    /// <summary>The base address of its own program; null until it runs.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Its resource group.</summary>
    public string? ResourceGroup { get; init; }

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Its configuration, each value with where it came from.</summary>
    public IReadOnlyDictionary<string, ConfigurationValueView> Configuration { get; init; } = new Dictionary<string, ConfigurationValueView>(StringComparer.Ordinal);

    /// <summary>The limits it lives under.</summary>
    public IReadOnlyDictionary<string, LimitView> Limits { get; init; } = new Dictionary<string, LimitView>(StringComparer.Ordinal);

    /// <summary>Its tiers, from 0 down.</summary>
    public IReadOnlyList<TierView> Tiers { get; init; } = [];

    /// <summary>Its resources.</summary>
    public IReadOnlyList<ResourceView> Resources { get; init; } = [];

    /// <summary>Healthy, Unhealthy or Unknown.</summary>
    public required string Health { get; init; }

    /// <summary>Counts the changes of its configuration, from 1.</summary>
    public required int ConfigurationVersion { get; init; }

    /// <summary>The operation that is changing it, or changed it last.</summary>
    public string? OperationId { get; init; }

    /// <summary>Why the spawn failed, when it did.</summary>
    public string? FailureReason { get; init; }

    /// <summary>When the request was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Changes with every change; for <c>If-Match</c>.</summary>
    public required string Etag { get; init; }
}
