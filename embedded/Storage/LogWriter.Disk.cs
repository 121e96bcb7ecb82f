namespace Embedded.Storage;

/// <summary>The side of the disk: what is done with the batches, on a thread of the disk's choice.</summary>
internal sealed partial class LogWriter
{
    private void Schedule()
    {
        if (!_scheduled)
        {
            _scheduled = true;
            _disk.Enqueue(_write);
        }
    }

    private void WriteBatch()
    {
        AwaitReturn();
        LogBatch batch;
        lock (_gate)
        {
            if (_failure is not null)
            {
                return;
            }

            batch = TakeBatch();
        }

        try
        {
            lock (_io)
            {
                if (_released)
                {
                    return;
                }

                Put(batch);
            }
        }
        catch (Exception e)
        {
            Break(new LogFailedException($"The log in '{_disk.Name}' failed and takes nothing more: {e.Message}", e));
            return;
        }

        Acknowledge(batch);
    }

    private void AwaitReturn()
    {
        long position;
        TimeSpan limit;
        lock (_gate)
        {
            (position, limit) = _return.Expected(_appended);
        }

        long began = _diskTime.GetTimestamp();
        while (AppendedPosition < position && _diskTime.GetElapsedTime(began) < limit)
        {
            // a matter of microseconds: no timer is that fine, and a signal would have to come from every append
            Thread.Yield();
        }
    }

    private LogBatch TakeBatch()
    {
        if (!_queue.TryDequeue(out LogBatch? batch))
        {
            batch = _filling;
            _filling = new LogBatch(batch.SegmentFirstPosition, startsSegment: false);
        }

        _writing = batch;
        return batch;
    }

    private void Put(LogBatch batch)
    {
        if (batch.StartsSegment)
        {
            _failpoint?.Invoke(LogFailpoints.SegmentBefore);
            ILogFile next = LogSegment.Create(_disk, batch.SegmentFirstPosition);
            _failpoint?.Invoke(LogFailpoints.SegmentAfter);
            _file.Dispose();
            _file = next;
        }

        if (batch.Length > 0)
        {
            _failpoint?.Invoke(LogFailpoints.AppendBefore);
            long began = _diskTime.GetTimestamp();
            _file.Append(batch.Bytes);
            _failpoint?.Invoke(LogFailpoints.AppendAfter);
            _failpoint?.Invoke(LogFailpoints.FsyncBefore);
            _file.Sync();
            _failpoint?.Invoke(LogFailpoints.FsyncAfter);
            TimeSpan took = _diskTime.GetElapsedTime(began);
            _return.Synced(took);
            _metrics?.Synced(took, batch.LastPosition - DurablePosition, batch.Length);
        }
    }

    private void Acknowledge(LogBatch batch)
    {
        lock (_gate)
        {
            if (_failure is not null)
            {
                return;
            }

            long records = Math.Max(0, batch.LastPosition - _durable);
            Volatile.Write(ref _durable, _durable + records);
            _return.LetGo(_appended, records);
            _writing = null;
            batch.Complete();
            _scheduled = _queue.Count > 0 || _filling.HasWork;
            if (_scheduled)
            {
                _disk.Enqueue(_write);
            }
        }

        _failpoint?.Invoke(LogFailpoints.AcknowledgeAfter);
        int bytes = batch.Length;
        batch.Release();
        _batchWritten(bytes);
    }

    private void FailWaiters(LogFailedException failure)
    {
        lock (_gate)
        {
            if (_failure is not null)
            {
                return;
            }

            _failure = failure;
            _writing?.Fail(failure);
            foreach (LogBatch batch in _queue)
            {
                batch.Fail(failure);
            }

            _filling.Fail(failure);
        }
    }

    private void ReleaseFile()
    {
        lock (_io)
        {
            if (!_released)
            {
                _released = true;
                _file.Dispose();
            }
        }
    }
}
