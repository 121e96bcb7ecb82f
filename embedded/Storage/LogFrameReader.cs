using System.Buffers;

namespace Embedded.Storage;

/// <summary>Reads the frames of one file in order, and tells a frame that is not whole from the end of the file.</summary>
internal sealed class LogFrameReader(Stream stream, long seed) : IDisposable
{
    private const int BufferMinBytes = 64 * 1024;
    private readonly long _length = stream.Length;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferMinBytes);
    private int _start;
    private int _end;

    /// <summary>Where the frame last read starts, or where the end or the frame that is not whole was met.</summary>
    public long FrameOffset { get; private set; }

    private long NextOffset { get; set; }

    /// <summary>Reads the file's header, or as much of it as there is.</summary>
    public ReadOnlySpan<byte> ReadFileHeader()
    {
        int bytes = (int)Math.Min(LogFileHeader.Bytes, _length);
        Fill(bytes);
        _start += bytes;
        NextOffset = bytes;
        return _buffer.AsSpan(0, bytes);
    }

    /// <summary>True with a whole frame; false at the end of the file (<paramref name="atEnd"/>) or at a frame that is not whole.</summary>
    public bool TryRead(out LogFrame frame, out bool atEnd)
    {
        frame = default;
        FrameOffset = NextOffset;
        long remaining = _length - FrameOffset;
        atEnd = remaining == 0;
        if (remaining < LogFrame.HeaderBytes)
        {
            return false;
        }

        Fill(LogFrame.HeaderBytes);
        int payload = LogFrame.PayloadLength(_buffer.AsSpan(_start, LogFrame.HeaderBytes));
        if (payload < 0 || remaining < LogFrame.HeaderBytes + payload)
        {
            return false;
        }

        int size = LogFrame.HeaderBytes + payload;
        Fill(size);
        if (!LogFrame.TryRead(_buffer.AsSpan(_start, size), seed, out frame))
        {
            return false;
        }

        _start += size;
        NextOffset = FrameOffset + size;
        return true;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void Fill(int size)
    {
        int held = _end - _start;
        if (held >= size)
        {
            return;
        }

        byte[] target = _buffer.Length >= size ? _buffer : ArrayPool<byte>.Shared.Rent(size);
        _buffer.AsSpan(_start, held).CopyTo(target);
        if (target != _buffer)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = target;
        }

        _start = 0;
        _end = held + stream.ReadAtLeast(_buffer.AsSpan(held), size - held);
    }
}
