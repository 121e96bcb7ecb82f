using Azure.Data.Tables;
using PlatformDeployer.Domain.Links;
using PlatformDeployer.Domain.Platforms;

namespace PlatformDeployer.Azure.Registry;

/// <summary>Fills a batch for the parent up to a size. The first entry always fits: nothing may stand in the way of all that follows.</summary>
internal sealed class BatchBuilder(int bytesMax)
{
    private readonly Dictionary<string, string> _receipts = new(StringComparer.Ordinal);
    private int _bytes;

    public List<PlatformRecord> Platforms { get; } = [];

    public List<PlatformEvent> Events { get; } = [];

    public List<PlatformId> Forgotten { get; } = [];

    /// <summary>Takes an entry in, unless it would leave less room than it must.</summary>
    public bool TryAdd(TableEntity entry, int bytes, int bytesToLeave)
    {
        if (_receipts.Count > 0 && _bytes + bytes > bytesMax - bytesToLeave) return false;
        _bytes += bytes;
        _receipts.Add(entry.RowKey, entry.ETag.ToString());
        return true;
    }

    public OutboxBatch Build() => new(Platforms, Events, Forgotten, _receipts);
}
