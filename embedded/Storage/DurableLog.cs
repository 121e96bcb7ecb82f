namespace Embedded.Storage;

/// <summary>
/// An append-only log of checksummed records in one folder, and the state of its participants. A change is checked, appended and applied under
/// <see cref="Gate"/>, and may be told to anyone only after <see cref="WhenDurableAsync"/>. Many changes share one fsync.
/// </summary>
internal sealed class DurableLog : IAsyncDisposable
{
    private readonly ILogDisk _disk;
    private readonly IDisposable _ownership;
    private readonly LogWriter _writer;
    private readonly LogCompactor _compactor;
    private int _ended;

    private DurableLog(
        ILogDisk disk, IDisposable ownership, IReadOnlyList<ILogParticipant> participants, RecoveredLog recovered, DurableLogOptions options)
    {
        _disk = disk;
        _ownership = ownership;
        _writer = new LogWriter(disk, Gate, recovered, options, bytes => _compactor!.Grow(bytes));
        _compactor = new LogCompactor(disk, Gate, participants, _writer, recovered, options);
        DroppedTail = recovered.DroppedTail;
    }

    /// <summary>Held by whoever checks, appends and applies. One gate a log: all its participants share it.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The position of the last record appended; 0 if there never was one.</summary>
    public long AppendedPosition => _writer.AppendedPosition;

    /// <summary>The position of the last record that is on the medium.</summary>
    public long DurablePosition => _writer.DurablePosition;

    /// <summary>What the recovery cut off as the rest of an interrupted write; null if nothing.</summary>
    public LogTornTail? DroppedTail { get; }

    /// <summary>Why the last compaction that the log began by itself failed; null if it did not.</summary>
    public Exception? CompactionFailure => _compactor.LastFailure;

    /// <summary>
    /// Completes when the log failed by its disk, which includes a folder that is no longer its own; never if it is closed or abandoned before that. What it
    /// acknowledged is kept, and its owner's way on is to end and start again.
    /// </summary>
    public Task<LogFailedException> WhenBroken => _writer.WhenBroken;

    /// <summary>Opens the log, or makes an empty one, and brings the participants to the state it holds.</summary>
    /// <exception cref="LogDamagedException">A file is damaged other than by a torn write at the very end.</exception>
    /// <exception cref="LogInUseException">Another log holds the folder.</exception>
    public static DurableLog Open(ILogDisk disk, IReadOnlyList<ILogParticipant> participants, DurableLogOptions? options = null)
    {
        options ??= new DurableLogOptions();
        Dictionary<byte, ILogParticipant> byId = participants.ToDictionary(participant => participant.Id);
        IDisposable ownership = disk.Acquire();
        try
        {
            RecoveredLog recovered = new LogRecovery(disk, byId, options.Failpoint).Run();
            return new DurableLog(disk, ownership, [.. participants], recovered, options);
        }
        catch
        {
            ownership.Dispose();
            throw;
        }
    }

    /// <summary>Appends a record and returns its position. The gate is held.</summary>
    /// <exception cref="LogFailedException">The log failed, or was closed or abandoned.</exception>
    /// <exception cref="LogRecordTooLargeException">The record is over the limit; the log goes on.</exception>
    /// <exception cref="LogOverloadedException">Too much waits to be written; the log goes on.</exception>
    public long Append(byte participantId, ReadOnlySpan<byte> record)
    {
        if (!Gate.IsHeldByCurrentThread)
        {
            throw new InvalidOperationException("A record is appended with the log's gate held.");
        }

        return _writer.Append(participantId, record);
    }

    /// <summary>Completes when every record up to the position is on the medium; fails with <see cref="LogFailedException"/> if that will not be.</summary>
    public Task WhenDurableAsync(long position) => _writer.WhenDurable(position);

    /// <summary>Replaces the history by the state. It also happens by itself, when the log has grown enough.</summary>
    public Task CompactAsync() => _compactor.CompactAsync();

    /// <summary>Closes the log after everything appended is durable. A compaction under way is given up, which costs nothing but its work.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return;
        }

        try
        {
            await _writer.CloseAsync().ConfigureAwait(false);
        }
        catch (LogFailedException)
        {
            // Whoever waited for a record has been told; there is nothing left to close but the folder.
        }
        finally
        {
            _compactor.Dispose();
            _ownership.Dispose();
        }
    }

    /// <summary>Ends as if the process had died: nothing more is written or acknowledged once this returns, and the folder is free.</summary>
    public void Abandon()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            _writer.Fail(new LogFailedException($"The log in '{_disk.Name}' was abandoned."));
            _compactor.Dispose();
            _ownership.Dispose();
        }
    }
}
