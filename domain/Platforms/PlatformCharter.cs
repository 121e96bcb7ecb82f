using PlatformDeployer.Domain.Configuration;
using PlatformDeployer.Domain.Lineage;
using PlatformDeployer.Domain.Limits;

namespace PlatformDeployer.Domain.Platforms;

/// <summary>Who a platform is: written by its parent at the spawn, given to the program as a setting, and never changed by the platform itself.</summary>
public sealed record PlatformCharter
{
    /// <summary>The platform's id.</summary>
    public required PlatformId Id { get; init; }

    /// <summary>Its place in the genealogy.</summary>
    public required PlatformPath Path { get; init; }

    /// <summary>Every platform above it, the root first.</summary>
    public IReadOnlyList<Ancestor> Ancestors { get; init; } = [];

    /// <summary>The template and the exact version it was made from.</summary>
    public required string Template { get; init; }

    /// <summary>The region it lives in.</summary>
    public required string Region { get; init; }

    /// <summary>Its resource group.</summary>
    public required string ResourceGroup { get; init; }

    /// <summary>Its configuration, which its children inherit from.</summary>
    public required PlatformConfiguration Configuration { get; init; }

    /// <summary>The limits it lives under.</summary>
    public required EffectiveLimits Limits { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Every platform above it, at the addresses that were told last: who they are says the charter alone.</summary>
    /// <param name="told">What was told; it may speak of fewer platforms, or of others.</param>
    public IReadOnlyList<Ancestor> AncestorsAt(IReadOnlyList<Ancestor> told)
    {
        ArgumentNullException.ThrowIfNull(told);
        return [.. Ancestors.Select(ancestor => ancestor with { Endpoint = told.FirstOrDefault(one => one.Id == ancestor.Id)?.Endpoint ?? ancestor.Endpoint })];
    }

    /// <summary>The parent; null for the root.</summary>
    public Ancestor? Parent => Ancestors.Count == 0 ? null : Ancestors[^1];
}
