using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Announce;

/// <summary>The platforms above this one, at the addresses that its parent told last: a charter only knows where they were when it was written.</summary>
/// <param name="charter">Who this platform is, and who stands above it.</param>
/// <param name="registry">Where its own record keeps what it was told.</param>
public sealed class KnownAncestors(PlatformCharter charter, IPlatformRegistry registry)
{
    /// <summary>All of them, the root first.</summary>
    public async Task<IReadOnlyList<Ancestor>> ListAsync(CancellationToken cancellationToken)
    {
        if (charter.Parent is null) return [];
        PlatformRecord? own = await registry.FindAsync(charter.Id, cancellationToken);
        return charter.AncestorsAt(own?.Ancestors ?? []);
    }

    /// <summary>The parent; null for a root.</summary>
    public async Task<Ancestor?> FindParentAsync(CancellationToken cancellationToken) => (await ListAsync(cancellationToken)).LastOrDefault();
}
