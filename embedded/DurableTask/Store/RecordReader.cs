using System.Text;

namespace Embedded.DurableTask.Store;

/// <summary>Reads what <see cref="RecordWriter"/> wrote.</summary>
internal ref struct RecordReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _offset;

    public readonly bool AtEnd => _offset == _bytes.Length;

    public readonly int Offset => _offset;

    public byte ReadByte() => _offset < _bytes.Length ? _bytes[_offset++] : throw Short();

    public bool ReadBoolean() => ReadByte() != 0;

    public ulong ReadUnsigned()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte part = ReadByte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }

        throw new InvalidDataException("A number in a durable record is too long.");
    }

    public long ReadSigned()
    {
        ulong value = ReadUnsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public int ReadCount()
    {
        ulong value = ReadUnsigned();
        return value <= int.MaxValue ? (int)value : throw new InvalidDataException("A count in a durable record is too large.");
    }

    public DateTimeOffset ReadTime() => new((long)ReadUnsigned(), TimeSpan.Zero);

    public string ReadText() => Encoding.UTF8.GetString(ReadBytes(ReadCount()));

    public string? ReadOptionalText() => ReadBoolean() ? ReadText() : null;

    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        if (count > _bytes.Length - _offset) throw Short();
        ReadOnlySpan<byte> slice = _bytes.Slice(_offset, count);
        _offset += count;
        return slice;
    }

    public readonly ReadOnlySpan<byte> Since(int offset) => _bytes[offset.._offset];

    private static InvalidDataException Short() => new("A durable record is shorter than its content says.");
}
