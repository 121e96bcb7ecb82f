using System.Buffers;

namespace Embedded.Storage;

/// <summary>
/// Looks for a whole frame beyond one that is not. A crash stops the last write somewhere and leaves nothing behind that point, so a later
/// frame proves that the broken one was damaged after it had been written. (A medium that reorders the blocks of one unsynced write can look
/// the same; refusing is then still the safe answer, since the other reading would drop what had been acknowledged.)
/// </summary>
internal static class LogFrameSearch
{
    private const int WindowBytes = 64 * 1024;

    /// <summary>The offset of the first whole frame at or after <paramref name="from"/> with a position over <paramref name="lastPosition"/>, or -1.</summary>
    public static long FindLaterFrame(Stream stream, long from, long seed, long lastPosition)
    {
        long length = stream.Length;
        long positionMax = lastPosition + ((length - from) / LogFrame.HeaderBytes) + 1;
        byte[] window = ArrayPool<byte>.Shared.Rent(WindowBytes);
        try
        {
            for (long offset = from; offset + LogFrame.HeaderBytes <= length;)
            {
                int read = ReadAt(stream, offset, window);
                int last = read - LogFrame.HeaderBytes;
                for (int i = 0; i <= last; i++)
                {
                    ReadOnlySpan<byte> header = window.AsSpan(i, LogFrame.HeaderBytes);
                    long position = LogFrame.PositionIn(header);
                    int payload = LogFrame.PayloadLength(header);
                    if (position > lastPosition && position <= positionMax && payload >= 0 && offset + i + LogFrame.HeaderBytes + payload <= length
                        && IsWhole(stream, offset + i, LogFrame.HeaderBytes + payload, seed))
                    {
                        return offset + i;
                    }
                }

                offset += last + 1;
            }

            return -1;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(window);
        }
    }

    private static bool IsWhole(Stream stream, long offset, int size, long seed)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            Span<byte> frame = bytes.AsSpan(0, size);
            return ReadAt(stream, offset, frame) == size && LogFrame.TryRead(frame, seed, out _);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static int ReadAt(Stream stream, long offset, Span<byte> target)
    {
        stream.Position = offset;
        return stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
    }
}
