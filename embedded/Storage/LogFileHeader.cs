using System.Buffers.Binary;

namespace Embedded.Storage;

/// <summary>
/// The start of every file of a log, little-endian: magic (8 bytes), format version (4), file kind (4), position (8), CRC-32C of these (4), zero (4).
/// A segment's position is that of its first record; a snapshot's is that of the last record it covers.
/// </summary>
internal static class LogFileHeader
{
    public const int Bytes = 32;
    public const uint SegmentKind = 1;
    public const uint SnapshotKind = 2;
    private const uint FormatVersion = 1;

    private static ReadOnlySpan<byte> Magic => "EMBDLOG\n"u8;

    public static void Write(Span<byte> target, uint kind, long position)
    {
        target[..Bytes].Clear();
        Magic.CopyTo(target);
        BinaryPrimitives.WriteUInt32LittleEndian(target[8..], FormatVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(target[12..], kind);
        BinaryPrimitives.WriteInt64LittleEndian(target[16..], position);
        BinaryPrimitives.WriteUInt32LittleEndian(target[24..], ~LogFrame.Crc32C(uint.MaxValue, target[..24]));
    }

    /// <summary>Null if the header is right, otherwise what is wrong with it.</summary>
    public static string? Check(ReadOnlySpan<byte> header, uint kind, long position)
    {
        if (header.Length < Bytes)
        {
            return "the file header is incomplete.";
        }

        uint version = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        if (!header[..8].SequenceEqual(Magic) || BinaryPrimitives.ReadUInt32LittleEndian(header[24..]) != ~LogFrame.Crc32C(uint.MaxValue, header[..24]))
        {
            return "the file header is not that of a log file.";
        }

        if (version != FormatVersion)
        {
            return $"its format version is {version}, and only {FormatVersion} is known.";
        }

        Span<byte> expected = stackalloc byte[Bytes];
        Write(expected, kind, position);
        return header[..Bytes].SequenceEqual(expected) ? null : "the file header is not the one its name calls for.";
    }
}
