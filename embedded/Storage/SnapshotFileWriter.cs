using System.Buffers;

namespace Embedded.Storage;

/// <summary>Writes the records of a snapshot as frames, numbered from 1 and closed by an end frame, so that a file cut short is told from a whole one.</summary>
internal sealed class SnapshotFileWriter : ISnapshotWriter, IDisposable
{
    private const int BufferBytes = 256 * 1024;
    private readonly ILogFile _file;
    private readonly long _seed;
    private readonly CancellationToken _abandoned;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private int _held;
    private long _count;

    public SnapshotFileWriter(ILogFile file, long position, CancellationToken abandoned)
    {
        _file = file;
        _seed = position;
        _abandoned = abandoned;
        LogFileHeader.Write(_buffer, LogFileHeader.SnapshotKind, position);
        _held = LogFileHeader.Bytes;
    }

    /// <summary>Whose records are being written.</summary>
    public byte ParticipantId { get; set; }

    public void Write(ReadOnlySpan<byte> record) => Add(LogFrame.RecordKind, record);

    /// <summary>Closes the snapshot and hands all of it to the file; the file is still to be synced.</summary>
    public void Finish()
    {
        ParticipantId = 0;
        Add(LogFrame.EndKind, []);
        Flush();
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Add(byte kind, ReadOnlySpan<byte> record)
    {
        if (record.Length > LogFrame.PayloadMaxBytes)
        {
            throw new LogRecordTooLargeException(record.Length);
        }

        int size = LogFrame.HeaderBytes + record.Length;
        if (_held + size > _buffer.Length)
        {
            Flush();
            if (size > _buffer.Length)
            {
                ArrayPool<byte>.Shared.Return(_buffer);
                _buffer = ArrayPool<byte>.Shared.Rent(size);
            }
        }

        LogFrame.Write(_buffer.AsSpan(_held, size), _seed, ++_count, ParticipantId, kind, record);
        _held += size;
    }

    private void Flush()
    {
        _abandoned.ThrowIfCancellationRequested();
        _file.Append(_buffer.AsSpan(0, _held));
        _held = 0;
    }
}
