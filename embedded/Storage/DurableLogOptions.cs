namespace Embedded.Storage;

/// <summary>The limits of one <see cref="DurableLog"/>.</summary>
internal sealed class DurableLogOptions
{
    /// <summary>The log is not compacted by itself before this many bytes were appended since the last snapshot.</summary>
    public long CompactionMinBytes { get; init; } = 8L * 1024 * 1024;

    /// <summary>The log is compacted by itself when the bytes since the last snapshot exceed its size this many times.</summary>
    public int CompactionGrowthFactor { get; init; } = 2;

    /// <summary>At most this many bytes wait to be written; an append past it is refused.</summary>
    public int PendingMaxBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>Told why a compaction that the log began by itself failed. The log goes on and grows, until it is tried again. It must not throw.</summary>
    public Action<Exception>? CompactionFailed { get; init; }

    /// <summary>Told each of the <see cref="LogFailpoints"/> that is passed, on the thread that passes it; null, as it is outside tests, costs nothing.</summary>
    public Action<string>? Failpoint { get; init; }
}
