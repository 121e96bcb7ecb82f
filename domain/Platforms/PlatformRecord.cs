using PlatformDeployer.Contracts.Operations;
using PlatformDeployer.Contracts.Platforms;
using PlatformDeployer.Domain.Configuration;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Limits;

namespace PlatformDeployer.Domain.Platforms;

/// <summary>What a registry knows of a platform.</summary>
public sealed record PlatformRecord
{
    /// <summary>The platform's id.</summary>
    public required PlatformId Id { get; init; }

    /// <summary>Its place in the genealogy; the last name is its own.</summary>
    public required PlatformPath Path { get; init; }

    /// <summary>The parent's id; null for the root.</summary>
    public PlatformId? ParentId { get; init; }

    /// <summary>Where it stands in its life.</summary>
    public required PlatformState State { get; init; }

    /// <summary>The template and the exact version it was made from.</summary>
    public required string Template { get; init; }

    /// <summary>The region it lives in.</summary>
    public required string Region { get; init; }

    /// <summary>The base address of its program, once it runs.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Its resource group.</summary>
    public required string ResourceGroup { get; init; }

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Its configuration, with provenance.</summary>
    public required PlatformConfiguration Configuration { get; init; }

    /// <summary>Counts the changes of the configuration, from 1.</summary>
    public int ConfigurationVersion { get; init; } = 1;

    /// <summary>The limits it lives under.</summary>
    public required EffectiveLimits Limits { get; init; }

    /// <summary>Its tiers, from 0 down.</summary>
    public IReadOnlyList<TierView> Tiers { get; init; } = [];

    /// <summary>Its resources.</summary>
    public IReadOnlyList<ResourceEntry> Resources { get; init; } = [];

    /// <summary>How many of its resources carry tags: what a count by tag must give.</summary>
    public int TaggedResources { get; init; }

    /// <summary>How it is.</summary>
    public PlatformHealth Health { get; init; } = new();

    /// <summary>The operation that changes it, or changed it last.</summary>
    public string? OperationId { get; init; }

    /// <summary>Why its spawn failed.</summary>
    public string? FailureReason { get; init; }

    /// <summary>Whether somebody asked for an end of its spawn: from then on it cannot become active.</summary>
    public bool CancelAsked { get; init; }

    /// <summary>What its spawn is being undone for: a spawn that is run again goes on undoing.</summary>
    public OperationErrorView? Undoing { get; init; }

    /// <summary>Whether what stands below goes with it when it is retired.</summary>
    public bool Cascade { get; init; }

    /// <summary>Whether its spawn failed and something of it could not be removed.</summary>
    public bool HasLeftovers { get; init; }

    /// <summary>In a platform's own record: those above it, as its parent described them last; empty while it has only its charter.</summary>
    public IReadOnlyList<Ancestor> Ancestors { get; init; } = [];

    /// <summary>When its request was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>
    /// Counts its changes where it is managed, so that a report that was overtaken on its way up is told from a newer one.
    /// </summary>
    public long Revision { get; init; } = 1;

    /// <summary>Changes with every change in this registry.</summary>
    public string Etag { get; init; } = "";

    /// <summary>Its name.</summary>
    public PlatformName Name => Path.Name;

    /// <summary>How many generations below the root.</summary>
    public int Generation => Path.Generation;
}
