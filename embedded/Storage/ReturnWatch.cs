namespace Embedded.Storage;

/// <summary>
/// Judges whether a log's writer should wait for those whom its last batch let go on. They usually append again at once. Were the next batch taken before
/// they have, they would fall into two groups, each waiting for the other's fsync besides its own. So where coming back was seen to take little time
/// against an fsync, it is waited for; where it takes long, because they are many or busy elsewhere, the fsync of some is better done while the others work.
/// Everything but <see cref="Synced"/> is called with the log's gate held.
/// </summary>
internal sealed class ReturnWatch
{
    private static readonly TimeSpan WaitLimit = TimeSpan.FromMilliseconds(1);
    private readonly TimeProvider _time;
    private long _position;
    private long _letGoAt;
    private TimeSpan _returnTime;
    private TimeSpan _syncTime;

    /// <param name="time">The clock of the disk: the real one, whatever clock the log's users live by.</param>
    public ReturnWatch(TimeProvider time) => _time = time;

    /// <summary>A record was appended.</summary>
    public void Appended(long position)
    {
        if (position == _position)
        {
            _returnTime = _time.GetElapsedTime(_letGoAt);
        }
    }

    /// <summary>An fsync has taken this long; told by the writer before it acknowledges what it made durable.</summary>
    public void Synced(TimeSpan took) => _syncTime = took;

    /// <summary>So many records became durable; as many are expected from those who waited for them, after the last one appended.</summary>
    public void LetGo(long appended, long records)
    {
        if (appended < _position)
        {
            _returnTime = TimeSpan.MaxValue;
        }

        _position = appended + records;
        _letGoAt = _time.GetTimestamp();
    }

    /// <summary>The position to wait for before the next batch is taken, and for how long at most; no time if there is nothing to wait for.</summary>
    public (long Position, TimeSpan Limit) Expected(long appended)
    {
        TimeSpan limit = _syncTime / 2;
        if (appended >= _position || _returnTime > limit)
        {
            return (appended, TimeSpan.Zero);
        }

        return (_position, limit < WaitLimit ? limit : WaitLimit);
    }
}
