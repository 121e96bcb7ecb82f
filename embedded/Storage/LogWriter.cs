namespace Embedded.Storage;

/// <summary>
/// Puts batches of frames on the disk, one write and one fsync each, on the shared writer threads. While one batch is being written the next one
/// fills, so the busier the log, the more records share an fsync. Everything but the file is guarded by the log's gate.
/// </summary>
internal sealed partial class LogWriter
{
    private readonly TimeProvider _diskTime = TimeProvider.System;
    private readonly ReturnWatch _return;
    private readonly ILogDisk _disk;
    private readonly Lock _gate;
    private readonly int _pendingMaxBytes;
    private readonly Action<string>? _failpoint;
    private readonly Action<int> _batchWritten;
    private readonly Action _write;
    private readonly Lock _io = new();
    private readonly TaskCompletionSource<LogFailedException> _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<LogBatch> _queue = new(capacity: 2);
    private ILogFile _file;
    private LogBatch _filling;
    private LogBatch? _writing;
    private long _appended;
    private long _durable;
    private LogFailedException? _closed;
    private LogFailedException? _failure;
    private bool _scheduled;
    private bool _released;

    /// <summary><paramref name="batchWritten"/> is told the bytes of each batch once it is durable, on the writer's thread; it must neither throw nor block.</summary>
    public LogWriter(ILogDisk disk, Lock gate, RecoveredLog recovered, DurableLogOptions options, Action<int> batchWritten)
    {
        _disk = disk;
        _gate = gate;
        _pendingMaxBytes = options.PendingMaxBytes;
        _failpoint = options.Failpoint;
        _batchWritten = batchWritten;
        _write = WriteBatch;
        _return = new ReturnWatch(_diskTime);
        _file = recovered.Segment;
        _appended = recovered.Position;
        _durable = recovered.Position;
        _filling = new LogBatch(recovered.SegmentFirstPosition, startsSegment: false);
    }

    /// <summary>Completes when the disk failed the log; never if it is closed or abandoned before that.</summary>
    public Task<LogFailedException> WhenBroken => _broken.Task;

    public long AppendedPosition => Volatile.Read(ref _appended);

    public long DurablePosition => Volatile.Read(ref _durable);

    /// <summary>The first position of the segment that the next record goes to; the gate is held.</summary>
    public long SegmentFirstPosition => _filling.SegmentFirstPosition;

    /// <summary>The gate is held.</summary>
    public long Append(byte participantId, ReadOnlySpan<byte> record)
    {
        ThrowIfClosed();
        if (record.Length > LogFrame.PayloadMaxBytes)
        {
            throw new LogRecordTooLargeException(record.Length);
        }

        if (_filling.Length > 0 && _filling.Length + (long)LogFrame.HeaderBytes + record.Length > _pendingMaxBytes)
        {
            throw new LogOverloadedException(_filling.Length);
        }

        long position = _appended + 1;
        _filling.Add(position, participantId, record);
        Volatile.Write(ref _appended, position);
        _return.Appended(position);
        Schedule();
        return position;
    }

    /// <summary>Lets what is appended from now on go to a new segment; the result completes when that one exists. The gate is held.</summary>
    public Task Rotate()
    {
        ThrowIfClosed();
        if (_filling.HasWork)
        {
            _queue.Enqueue(_filling);
        }

        _filling = new LogBatch(_appended + 1, startsSegment: true);
        Schedule();
        return _filling.WhenDurable();
    }

    public Task WhenDurable(long position)
    {
        if (position <= DurablePosition)
        {
            return Task.CompletedTask;
        }

        lock (_gate)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(position, _appended);
            if (position <= _durable)
            {
                return Task.CompletedTask;
            }

            return _failure is null ? BatchOf(position).WhenDurable() : Task.FromException(Again(_failure));
        }
    }

    /// <summary>Takes no more records, and returns when the last one is durable and the file is closed.</summary>
    public async Task CloseAsync()
    {
        LogFailedException closed = new($"The log in '{_disk.Name}' is closed.");
        lock (_gate)
        {
            _closed = closed;
        }

        try
        {
            await WhenDurable(AppendedPosition).ConfigureAwait(false);
        }
        finally
        {
            Fail(closed);
        }
    }

    /// <summary>Stops at once; when it returns, nothing is being written, and nothing will be.</summary>
    public void Fail(LogFailedException failure)
    {
        FailWaiters(failure);
        ReleaseFile();
    }

    /// <summary>As <see cref="Fail"/>, because the disk cannot be trusted any more.</summary>
    public void Break(LogFailedException failure)
    {
        bool isFirst;
        lock (_gate)
        {
            isFirst = _failure is null;
        }

        Fail(failure);
        if (isFirst)
        {
            _broken.TrySetResult(failure);
        }
    }

    /// <summary>The gate is held.</summary>
    public void ThrowIfClosed()
    {
        if ((_failure ?? _closed) is { } reason)
        {
            throw Again(reason);
        }
    }

    private static LogFailedException Again(LogFailedException reason) => new(reason.Message, reason);

    private LogBatch BatchOf(long position)
    {
        if (_writing is not null && position <= _writing.LastPosition)
        {
            return _writing;
        }

        foreach (LogBatch batch in _queue)
        {
            if (position <= batch.LastPosition)
            {
                return batch;
            }
        }

        return _filling;
    }
}
