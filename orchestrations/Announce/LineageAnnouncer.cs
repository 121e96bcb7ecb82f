using System.Collections.Concurrent;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Announce;

/// <summary>
/// Tells children where this platform and those above it are reached: a platform that starts anew may listen elsewhere, and a child that does not know
/// where reports to nobody. Each generation tells the next.
/// </summary>
/// <param name="link">How to tell them.</param>
/// <param name="charter">Who this platform is.</param>
/// <param name="ancestors">Who stands above it.</param>
/// <param name="ownEndpoint">Where it is reached.</param>
public sealed class LineageAnnouncer(IPlatformLink link, PlatformCharter charter, KnownAncestors ancestors, IOwnEndpoint ownEndpoint)
{
    private const int TellAtOnceMax = 8;

    // of this process only: one that starts tells everybody once, whatever was told before
    private readonly ConcurrentDictionary<PlatformId, string> _told = new();

    /// <summary>Everyone above a child of this platform, this platform last.</summary>
    public async Task<IReadOnlyList<Ancestor>> AboveChildrenAsync(CancellationToken cancellationToken) =>
        [.. await ancestors.ListAsync(cancellationToken), new Ancestor(charter.Id, charter.Path, ownEndpoint.Address.AbsoluteUri)];

    /// <summary>Tells a child, whether it is news or not.</summary>
    /// <returns>Whether it was told; a child that does not answer is told later.</returns>
    public async Task<bool> TellAsync(PlatformRecord child, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(child);
        return await TellAsync(child, await AboveChildrenAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Tells all children to whom it is news: since this process has started, an address above them has changed, or their own has.</summary>
    /// <param name="children">All children of this platform that run.</param>
    /// <param name="cancellationToken">Gives up; who was not told is told next time.</param>
    public async Task TellNewsAsync(IReadOnlyCollection<PlatformRecord> children, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(children);
        foreach (PlatformId gone in _told.Keys.Except(children.Select(child => child.Id))) _told.TryRemove(gone, out _);
        IReadOnlyList<Ancestor> above = await AboveChildrenAsync(cancellationToken);
        PlatformRecord[] untold = [.. children.Where(child => !_told.TryGetValue(child.Id, out string? told) || told != News(child, above))];
        foreach (PlatformRecord[] some in untold.Chunk(TellAtOnceMax)) await Task.WhenAll(some.Select(child => TellAsync(child, above, cancellationToken)));
    }

    private async Task<bool> TellAsync(PlatformRecord child, IReadOnlyList<Ancestor> above, CancellationToken cancellationToken)
    {
        if (child.Endpoint is null) return false;
        try
        {
            await link.AnnounceAsync(new Uri(child.Endpoint), child.Id, above, cancellationToken);
            _told[child.Id] = News(child, above);
            return true;
        }
        catch (PlatformLinkException)
        {
            return false;
        }
    }

    private static string News(PlatformRecord child, IReadOnlyList<Ancestor> above) => string.Join(' ', above.Select(ancestor => ancestor.Endpoint).Prepend(child.Endpoint));
}
