namespace Embedded.Storage;

/// <summary>
/// Reads a log's folder into its participants: the newest snapshot, then every segment after it. Positions must follow one another without a
/// gap from the first file to the last; only the last segment may end in a torn write, since a segment is synced before the next one is made.
/// </summary>
internal sealed class LogRecovery(ILogDisk disk, IReadOnlyDictionary<byte, ILogParticipant> participants, Action<string>? failpoint)
{
    private long _position;
    private long _segmentBytes;
    private LogTornTail? _droppedTail;

    /// <exception cref="LogDamagedException">A file is damaged, or one is missing. The folder is as it was.</exception>
    public RecoveredLog Run()
    {
        IReadOnlyList<string> files = disk.List();
        long snapshotPosition = 0;
        List<long> segments = [];
        foreach (string name in files)
        {
            if (LogFileName.TryParseSnapshot(name, out long covered))
            {
                snapshotPosition = Math.Max(snapshotPosition, covered);
            }
            else if (LogFileName.TryParseSegment(name, out long first))
            {
                segments.Add(first);
            }
        }

        long snapshotBytes = snapshotPosition == 0 ? 0 : ReadSnapshot(snapshotPosition);
        _position = snapshotPosition;
        segments = [.. segments.Where(first => first > snapshotPosition).Order()];
        bool isNew = snapshotPosition == 0 && segments.Count == 0;
        long current = ReadSegments(segments, isNew);
        failpoint?.Invoke(LogFailpoints.RecoveryRead);
        ILogFile segment = OpenForAppend(current, isNew);
        failpoint?.Invoke(LogFailpoints.RecoverySynced);
        RemoveObsolete(files, snapshotPosition);
        failpoint?.Invoke(LogFailpoints.RecoveryAfter);
        return new RecoveredLog(segment, current, _position, snapshotPosition, snapshotBytes, _segmentBytes, _droppedTail);
    }

    private long ReadSnapshot(long covered)
    {
        string name = LogFileName.Snapshot(covered);
        using Stream stream = disk.OpenRead(name);
        using LogFrameReader reader = new(stream, covered);
        if (LogFileHeader.Check(reader.ReadFileHeader(), LogFileHeader.SnapshotKind, covered) is { } fault)
        {
            throw Damage(name, 0, fault);
        }

        long count = 0;
        bool ended = false;
        while (reader.TryRead(out LogFrame frame, out bool atEnd) || !atEnd)
        {
            if (ended || frame.Position != ++count)
            {
                throw Damage(name, reader.FrameOffset, "the snapshot does not continue here as it was written.");
            }

            ended = frame.Kind == LogFrame.EndKind;
            if (!ended)
            {
                Apply(name, reader.FrameOffset, frame);
            }
        }

        return ended ? stream.Length : throw Damage(name, reader.FrameOffset, "the snapshot has no end.");
    }

    /// <summary>Returns the first position of the segment that is to be appended to.</summary>
    private long ReadSegments(List<long> segments, bool isNew)
    {
        if (isNew)
        {
            return 1;
        }

        if (segments.Count == 0)
        {
            throw Damage(LogFileName.Segment(_position + 1), 0, "the segment after the snapshot is missing.");
        }

        foreach (long first in segments)
        {
            if (first != _position + 1)
            {
                throw Damage(LogFileName.Segment(_position + 1), 0, $"the segment is missing, and there is a later one, '{LogFileName.Segment(first)}'.");
            }

            ReadSegment(first, isLast: first == segments[^1]);
        }

        return segments[^1];
    }

    private void ReadSegment(long first, bool isLast)
    {
        string name = LogFileName.Segment(first);
        using Stream stream = disk.OpenRead(name);
        using LogFrameReader reader = new(stream, first);
        if (LogFileHeader.Check(reader.ReadFileHeader(), LogFileHeader.SegmentKind, first) is { } fault)
        {
            // A crash while the segment was made leaves at most a header that is not whole, and no record.
            if (!isLast || stream.Length > LogFileHeader.Bytes)
            {
                throw Damage(name, 0, fault);
            }

            _droppedTail = new LogTornTail(FullName(name), 0, stream.Length);
            return;
        }

        bool atEnd;
        while (reader.TryRead(out LogFrame frame, out atEnd))
        {
            if (frame.Position != _position + 1 || frame.Kind != LogFrame.RecordKind)
            {
                throw Damage(name, reader.FrameOffset, $"record {_position + 1} should stand here, and record {frame.Position} does.");
            }

            Apply(name, reader.FrameOffset, frame);
            _position++;
        }

        _segmentBytes += reader.FrameOffset;
        if (!atEnd)
        {
            AcceptTornTail(name, stream, reader.FrameOffset, first, isLast);
        }
    }

    private void AcceptTornTail(string name, Stream stream, long offset, long seed, bool isLast)
    {
        if (!isLast)
        {
            throw Damage(name, offset, $"record {_position + 1} is not whole, and a later segment follows.");
        }

        long later = LogFrameSearch.FindLaterFrame(stream, offset + 1, seed, _position);
        if (later >= 0)
        {
            throw Damage(name, offset, $"record {_position + 1} is not whole, and a later record follows at byte {later}.");
        }

        _droppedTail = new LogTornTail(FullName(name), offset, stream.Length - offset);
    }

    private void Apply(string name, long offset, in LogFrame frame)
    {
        if (!participants.TryGetValue(frame.ParticipantId, out ILogParticipant? participant))
        {
            throw Damage(name, offset, $"the record belongs to participant {frame.ParticipantId}, which this log was opened without.");
        }

        try
        {
            participant.Apply(frame.Payload);
        }
        catch (Exception e)
        {
            throw Damage(name, offset, $"participant {frame.ParticipantId} cannot apply the record: {e.Message}", e);
        }
    }

    /// <summary>
    /// Removes what a crash kept a compaction from removing. The folder was synced before, so the snapshot that replaces these files has its
    /// name for good; that they are gone need not be durable, since nothing reads them.
    /// </summary>
    private void RemoveObsolete(IReadOnlyList<string> files, long snapshotPosition)
    {
        foreach (string name in files)
        {
            bool obsolete = LogFileName.IsUnfinished(name)
                || (LogFileName.TryParseSnapshot(name, out long covered) && covered < snapshotPosition)
                || (LogFileName.TryParseSegment(name, out long first) && first <= snapshotPosition);
            if (obsolete)
            {
                disk.Delete(name);
            }
        }
    }

    private ILogFile OpenForAppend(long first, bool isNew)
    {
        string name = LogFileName.Segment(first);
        if (isNew || _droppedTail is { Offset: 0 })
        {
            return LogSegment.Create(disk, first);
        }

        ILogFile file = disk.OpenAppend(name);
        try
        {
            if (_droppedTail is { } tail)
            {
                file.Truncate(tail.Offset);
                failpoint?.Invoke(LogFailpoints.RecoveryCut);
            }

            // What was read may stand only in the cache of a system that outlived the process: it must be durable before anything builds on it.
            file.Sync();
            disk.SyncDirectory();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private string FullName(string name) => Path.Combine(disk.Name, name);

    private LogDamagedException Damage(string name, long offset, string reason, Exception? inner = null) => new(FullName(name), offset, reason, inner);
}
