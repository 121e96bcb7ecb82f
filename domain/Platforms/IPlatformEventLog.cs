namespace PlatformDeployer.Domain.Platforms;

/// <summary>The history of platforms.</summary>
public interface IPlatformEventLog
{
    /// <summary>Writes an event; one that is there already changes nothing.</summary>
    Task AppendAsync(PlatformEvent happened, CancellationToken cancellationToken);

    /// <summary>Whether a platform's history holds an event.</summary>
    Task<bool> ContainsAsync(PlatformId platformId, string eventId, CancellationToken cancellationToken);

    /// <summary>A platform's events, latest first, from a page's token on.</summary>
    Task<(IReadOnlyList<PlatformEvent> Events, string? SkipToken)> ListAsync(
        PlatformId platformId, int top, string? skipToken, CancellationToken cancellationToken);

    /// <summary>Forgets a platform's events.</summary>
    Task ForgetAsync(PlatformId platformId, CancellationToken cancellationToken);
}
