using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Functions.Tests.Harness;

/// <summary>A history in memory.</summary>
internal sealed class MemoryEventLog : IPlatformEventLog
{
    private readonly Lock _gate = new();
    private readonly List<PlatformEvent> _events = [];

    public Task AppendAsync(PlatformEvent happened, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_events.Exists(known => known.PlatformId == happened.PlatformId && known.Id == happened.Id)) _events.Insert(0, happened);
        }

        return Task.CompletedTask;
    }

    public Task<bool> ContainsAsync(PlatformId platformId, string eventId, CancellationToken cancellationToken)
    {
        lock (_gate) return Task.FromResult(_events.Exists(known => known.PlatformId == platformId && known.Id == eventId));
    }

    public Task<(IReadOnlyList<PlatformEvent> Events, string? SkipToken)> ListAsync(PlatformId platformId, int top, string? skipToken, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            int skip = skipToken is null ? 0 : int.Parse(skipToken, System.Globalization.CultureInfo.InvariantCulture);
            PlatformEvent[] all = [.. _events.Where(known => known.PlatformId == platformId)];
            PlatformEvent[] page = [.. all.Skip(skip).Take(top)];
            int next = skip + page.Length;
            return Task.FromResult<(IReadOnlyList<PlatformEvent>, string?)>((page, next < all.Length ? next.ToString(System.Globalization.CultureInfo.InvariantCulture) : null));
        }
    }

    public Task ForgetAsync(PlatformId platformId, CancellationToken cancellationToken)
    {
        lock (_gate) _events.RemoveAll(known => known.PlatformId == platformId);
        return Task.CompletedTask;
    }
}
