using System.Buffers;

namespace Embedded.Storage;

/// <summary>The frames that one write and one fsync will carry, and the one promise that all who wait for them share.</summary>
internal sealed class LogBatch(long segmentFirstPosition, bool startsSegment)
{
    private const int BufferMinBytes = 4 * 1024;
    private byte[] _buffer = [];
    private TaskCompletionSource? _durable;

    /// <summary>The segment it belongs to.</summary>
    public long SegmentFirstPosition => segmentFirstPosition;

    /// <summary>Whether the segment is to be made first.</summary>
    public bool StartsSegment => startsSegment;

    public bool HasWork => startsSegment || Length > 0;

    public int Length { get; private set; }

    /// <summary>The position of the last record in it, or the one before it if it has none.</summary>
    public long LastPosition { get; private set; }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, Length);

    public void Add(long position, byte participantId, ReadOnlySpan<byte> record)
    {
        int size = LogFrame.HeaderBytes + record.Length;
        Reserve(Length + size);
        LogFrame.Write(_buffer.AsSpan(Length, size), segmentFirstPosition, position, participantId, LogFrame.RecordKind, record);
        Length += size;
        LastPosition = position;
    }

    /// <summary>Continuations run on the thread pool: the thread that completes the batch has other logs to write.</summary>
    public Task WhenDurable() => (_durable ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Complete() => _durable?.SetResult();

    public void Fail(LogFailedException failure)
    {
        if (_durable is not null)
        {
            _durable.SetException(failure);

            // The one who waited may have gone; the failure is told again by every later call.
            _ = _durable.Task.Exception;
        }
    }

    /// <summary>Gives the buffer back, so that an idle log holds none.</summary>
    public void Release()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }

    private void Reserve(int size)
    {
        if (size <= _buffer.Length)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(size, Math.Max(BufferMinBytes, (int)Math.Min(2L * _buffer.Length, Array.MaxLength))));
        _buffer.AsSpan(0, Length).CopyTo(larger);
        Release();
        _buffer = larger;
    }
}
