using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Embedded.Storage;

/// <summary>
/// How a record lies in a file, little-endian: length (4 bytes), CRC-32C (4), position (8), participant (1), kind (1), zero (2), then the record.
/// The checksum covers everything but itself, and starts from the file's own first position so that a frame counts only in the file it was written to.
/// </summary>
internal readonly ref struct LogFrame
{
    public const int HeaderBytes = 20;
    public const int PayloadMaxBytes = 64 * 1024 * 1024;
    public const byte RecordKind = 1;
    public const byte EndKind = 2;

    private LogFrame(long position, byte participantId, byte kind, ReadOnlySpan<byte> payload)
    {
        Position = position;
        ParticipantId = participantId;
        Kind = kind;
        Payload = payload;
    }

    public long Position { get; }

    public byte ParticipantId { get; }

    public byte Kind { get; }

    public ReadOnlySpan<byte> Payload { get; }

    public static void Write(Span<byte> target, long seed, long position, byte participantId, byte kind, ReadOnlySpan<byte> payload)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, payload.Length);
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], position);
        target[16] = participantId;
        target[17] = kind;
        target[18] = 0;
        target[19] = 0;
        payload.CopyTo(target[HeaderBytes..]);
        BinaryPrimitives.WriteUInt32LittleEndian(target[4..], Checksum(seed, target[..(HeaderBytes + payload.Length)]));
    }

    /// <summary>The length of the record that a header announces, or -1 if no valid header does.</summary>
    public static int PayloadLength(ReadOnlySpan<byte> header)
    {
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(header);
        bool plausible = length <= PayloadMaxBytes && header[17] is RecordKind or EndKind && header[18] == 0 && header[19] == 0;
        return plausible ? (int)length : -1;
    }

    public static long PositionIn(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadInt64LittleEndian(header[8..]);

    /// <summary>Reads a whole frame; false if its checksum is wrong.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, long seed, out LogFrame frame)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) != Checksum(seed, bytes))
        {
            frame = default;
            return false;
        }

        frame = new LogFrame(PositionIn(bytes), bytes[16], bytes[17], bytes[HeaderBytes..]);
        return true;
    }

    private static uint Checksum(long seed, ReadOnlySpan<byte> frame)
    {
        uint crc = BitOperations.Crc32C(uint.MaxValue, (ulong)seed);
        crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt32LittleEndian(frame));
        return ~Crc32C(crc, frame[8..]);
    }

    internal static uint Crc32C(uint crc, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words)
        {
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        }

        foreach (byte value in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return crc;
    }
}
