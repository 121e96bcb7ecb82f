namespace Embedded.Storage;

/// <summary>
/// Replaces a log's history by its state: takes hold of the state and starts a new segment at the same position, writes the state beside, gives
/// it its name, and only then removes what it replaces. A crash between any two of these steps leaves a folder that recovers to the same state.
/// </summary>
internal sealed class LogCompactor : IDisposable
{
    /// <summary>Snapshots are written by so many logs of the process at a time; the others wait.</summary>
    private const int ConcurrentMax = 2;

    private static readonly SemaphoreSlim Slots = new(ConcurrentMax);
    private readonly ILogDisk _disk;
    private readonly Lock _gate;
    private readonly IReadOnlyList<ILogParticipant> _participants;
    private readonly LogWriter _writer;
    private readonly DurableLogOptions _options;
    private readonly SemaphoreSlim _running = new(1);
    private readonly Lock _io = new();
    private readonly CancellationTokenSource _stop = new();
    private long _snapshotPosition;
    private long _snapshotBytes;
    private long _bytesSinceSnapshot;
    private int _requested;

    public LogCompactor(
        ILogDisk disk, Lock gate, IReadOnlyList<ILogParticipant> participants, LogWriter writer, RecoveredLog recovered, DurableLogOptions options)
    {
        _disk = disk;
        _gate = gate;
        _participants = participants;
        _writer = writer;
        _options = options;
        _snapshotPosition = recovered.SnapshotPosition;
        _snapshotBytes = recovered.SnapshotBytes;
        _bytesSinceSnapshot = recovered.SegmentBytes;
    }

    /// <summary>Why the last compaction that the log began by itself did not succeed; null if it did. The log goes on, and tries again after it has grown as much once more.</summary>
    public Exception? LastFailure { get; private set; }

    /// <summary>Counts what was written, and begins a compaction when that is due.</summary>
    public void Grow(int bytes)
    {
        long since = Interlocked.Add(ref _bytesSinceSnapshot, bytes);
        if (since > Math.Max(_options.CompactionMinBytes, _options.CompactionGrowthFactor * Volatile.Read(ref _snapshotBytes))
            && Interlocked.Exchange(ref _requested, 1) == 0)
        {
            _ = CompactByItselfAsync();
        }
    }

    /// <exception cref="LogFailedException">The log failed or was closed.</exception>
    public async Task CompactAsync()
    {
        try
        {
            await _running.WaitAsync(_stop.Token).ConfigureAwait(false);
            try
            {
                await Slots.WaitAsync(_stop.Token).ConfigureAwait(false);
                try
                {
                    await CompactOnceAsync().ConfigureAwait(false);
                }
                finally
                {
                    Slots.Release();
                }
            }
            finally
            {
                _running.Release();
            }
        }
        catch (OperationCanceledException e) when (_stop.IsCancellationRequested)
        {
            throw new LogFailedException($"The log in '{_disk.Name}' was closed before it was compacted.", e);
        }
    }

    /// <summary>Stops a compaction under way; when it returns, nothing is being written, and nothing will be.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        lock (_io)
        {
            // Whoever writes holds it, and looks at the token first.
        }
    }

    private async Task CompactByItselfAsync()
    {
        try
        {
            await Task.Yield();
            await CompactAsync().ConfigureAwait(false);
            LastFailure = null;
        }
        catch (Exception e)
        {
            LastFailure = e;
            if (!_stop.IsCancellationRequested)
            {
                _options.CompactionFailed?.Invoke(e);
            }
        }
        finally
        {
            Volatile.Write(ref _requested, 0);
        }
    }

    private async Task CompactOnceAsync()
    {
        long position;
        Task rotated;
        (byte ParticipantId, ILogSnapshot Snapshot)[] snapshots;
        lock (_gate)
        {
            _writer.ThrowIfClosed();
            position = _writer.AppendedPosition;
            if (position == _snapshotPosition)
            {
                return;
            }

            snapshots = [.. _participants.Select(participant => (participant.Id, participant.CaptureSnapshot()))];
            rotated = _writer.SegmentFirstPosition == position + 1 ? _writer.WhenDurable(position) : _writer.Rotate();
            Interlocked.Exchange(ref _bytesSinceSnapshot, 0);
        }

        _options.Failpoint?.Invoke(LogFailpoints.SnapshotCaptured);
        await rotated.ConfigureAwait(false);
        await Task.Run(() => Write(position, snapshots)).ConfigureAwait(false);
    }

    private void Write(long position, (byte ParticipantId, ILogSnapshot Snapshot)[] snapshots)
    {
        lock (_io)
        {
            _stop.Token.ThrowIfCancellationRequested();
            string unfinished = LogFileName.UnfinishedSnapshot(position);
            using (ILogFile file = _disk.Create(unfinished))
            {
                _options.Failpoint?.Invoke(LogFailpoints.SnapshotCreated);
                WriteRecords(file, position, snapshots);
                _options.Failpoint?.Invoke(LogFailpoints.SnapshotWritten);
                _stop.Token.ThrowIfCancellationRequested();
                MakeDurable(file.Sync);
                _options.Failpoint?.Invoke(LogFailpoints.SnapshotSynced);
                Volatile.Write(ref _snapshotBytes, file.Length);
            }

            MakeDurable(() => _disk.Rename(unfinished, LogFileName.Snapshot(position)));
            _options.Failpoint?.Invoke(LogFailpoints.SnapshotRenamed);
            MakeDurable(_disk.SyncDirectory);
            _options.Failpoint?.Invoke(LogFailpoints.CompactionCommitted);
            _snapshotPosition = position;
            RemoveReplaced(position);
            _options.Failpoint?.Invoke(LogFailpoints.CompactionAfter);
        }
    }

    private void WriteRecords(ILogFile file, long position, (byte ParticipantId, ILogSnapshot Snapshot)[] snapshots)
    {
        try
        {
            using SnapshotFileWriter writer = new(file, position, _stop.Token);
            foreach ((byte participantId, ILogSnapshot snapshot) in snapshots)
            {
                writer.ParticipantId = participantId;
                snapshot.WriteTo(writer);
            }

            writer.Finish();
        }
        catch (IOException)
        {
            // On a full disk the unfinished snapshot would stand in the way of the log itself.
            file.Truncate(0);
            throw;
        }
    }

    /// <summary>A medium that cannot be trusted to keep a snapshot cannot be trusted to keep the log either.</summary>
    private void MakeDurable(Action step)
    {
        try
        {
            step();
        }
        catch (IOException e)
        {
            LogFailedException failure = new($"The log in '{_disk.Name}' failed while it was compacted, and takes nothing more: {e.Message}", e);
            _writer.Break(failure);
            throw failure;
        }
    }

    private void RemoveReplaced(long position)
    {
        foreach (string name in _disk.List())
        {
            bool replaced = (LogFileName.TryParseSegment(name, out long first) && first <= position)
                || (LogFileName.TryParseSnapshot(name, out long covered) && covered < position);
            if (replaced)
            {
                _stop.Token.ThrowIfCancellationRequested();
                _disk.Delete(name);
                _options.Failpoint?.Invoke(LogFailpoints.CompactionRemovedOne);
            }
        }
    }
}
