using Embedded.ResourceManager.Resources;

namespace Embedded.ResourceManager.Sites;

/// <summary>Lets one change of a site's app happen at a time. What nobody waits for is not remembered.</summary>
internal sealed class SiteTurns
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ResourceId, Place> _places = [];

    /// <summary>Waits for a site's turn; disposing of the result ends it.</summary>
    public async Task<IDisposable> TakeAsync(ResourceId site, CancellationToken cancellationToken)
    {
        Place place = Enter(site);
        try
        {
            await place.Turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Leave(site, place);
            throw;
        }

        return new Turn(this, site, place);
    }

    private Place Enter(ResourceId site)
    {
        lock (_gate)
        {
            if (!_places.TryGetValue(site, out Place? place))
                _places.Add(site, place = new Place());
            place.Visitors++;
            return place;
        }
    }

    private void Leave(ResourceId site, Place place)
    {
        lock (_gate)
        {
            if (--place.Visitors == 0)
                _places.Remove(site);
        }
    }

    private sealed class Place
    {
        public SemaphoreSlim Turns { get; } = new(1, 1);

        public int Visitors { get; set; }
    }

    private sealed class Turn(SiteTurns turns, ResourceId site, Place place) : IDisposable
    {
        public void Dispose()
        {
            place.Turns.Release();
            turns.Leave(site, place);
        }
    }
}
