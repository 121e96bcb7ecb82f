using System.Globalization;
using Microsoft.Extensions.Logging;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Orchestrations.Heal;

/// <summary>
/// Tells a program that was made anew what it needs to go on: that it may spawn, and, when its data was lost with its storage, what stands below it, as it
/// told its parent itself while it knew. What it had not told yet is lost.
/// </summary>
/// <param name="registry">What is known.</param>
/// <param name="events">The platforms' histories.</param>
/// <param name="link">How to tell it.</param>
/// <param name="logger">The log.</param>
public sealed partial class ChildRecovery(IPlatformRegistry registry, IPlatformEventLog events, IPlatformLink link, ILogger<ChildRecovery> logger)
{
    private const int BatchMax = 25;

    /// <summary>Tells it.</summary>
    /// <param name="child">The child.</param>
    /// <param name="hasForgotten">Whether its data was lost.</param>
    /// <param name="at">When that was seen.</param>
    /// <param name="cancellationToken">Gives up; doing it again does no harm.</param>
    /// <returns>Whether it has taken all of it.</returns>
    public async Task<bool> RunAsync(PlatformRecord child, bool hasForgotten, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(child);
        if (child.Endpoint is null) return false;
        var endpoint = new Uri(child.Endpoint);
        try
        {
            // before it may spawn: it would take the names and the shares for free
            if (hasForgotten) await RestoreAsync(child, endpoint, at, cancellationToken);
            await link.SetSpawningAsync(endpoint, child.Id, enabled: true, cancellationToken);
            return true;
        }
        catch (PlatformLinkException)
        {
            return false;
        }
    }

    private async Task RestoreAsync(PlatformRecord child, Uri endpoint, DateTimeOffset at, CancellationToken cancellationToken)
    {
        IReadOnlyList<PlatformRecord> subtree = await registry.SubtreeAsync(child.Path, cancellationToken);
        PlatformRecord[] below = [.. subtree.Where(platform => child.Path.IsAncestorOf(platform.Path) && PlatformTransitions.IsLiving(platform.State))];
        foreach (PlatformRecord[] some in below.Chunk(BatchMax)) await link.RestoreAsync(endpoint, child.Id, some, cancellationToken);
        string message = string.Create(CultureInfo.InvariantCulture, $"Its data was lost; it was given back the {below.Length} platforms below it.");
        await events.AppendAsync(new PlatformEvent($"restored.{at.UtcTicks}", child.Id, at, "platform.restored", message), cancellationToken);
        LogRestored(logger, child.Id.Value, below.Length);
    }

    [LoggerMessage(5201, LogLevel.Warning, "Platform {PlatformId} has lost its data and was given back the {Count} platforms below it.")]
    private static partial void LogRestored(ILogger logger, string platformId, int count);
}
