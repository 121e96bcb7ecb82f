using System.Buffers;
using System.Text;

namespace Embedded.DurableTask.Store;

/// <summary>Writes the parts of a record into one growing buffer: integers as variable-length, text as UTF-8 with its length before it.</summary>
internal sealed class RecordWriter : IDisposable
{
    private const int BufferMinBytes = 256;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferMinBytes);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public void WriteByte(byte value)
    {
        Reserve(1);
        _buffer[Length++] = value;
    }

    public void WriteBoolean(bool value) => WriteByte(value ? (byte)1 : (byte)0);

    public void WriteUnsigned(ulong value)
    {
        Reserve(10);
        while (value >= 0x80)
        {
            _buffer[Length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _buffer[Length++] = (byte)value;
    }

    /// <summary>Zigzag, so that small negative numbers are short too.</summary>
    public void WriteSigned(long value) => WriteUnsigned((ulong)((value << 1) ^ (value >> 63)));

    public void WriteCount(int value) => WriteUnsigned((ulong)value);

    public void WriteTime(DateTimeOffset value) => WriteUnsigned((ulong)value.UtcTicks);

    public void WriteText(string value)
    {
        int bytes = Encoding.UTF8.GetByteCount(value);
        WriteCount(bytes);
        Reserve(bytes);
        Length += Encoding.UTF8.GetBytes(value, _buffer.AsSpan(Length));
    }

    public void WriteOptionalText(string? value)
    {
        WriteBoolean(value is not null);
        if (value is not null) WriteText(value);
    }

    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        Reserve(value.Length);
        value.CopyTo(_buffer.AsSpan(Length));
        Length += value.Length;
    }

    public byte[] ToArray() => Written.ToArray();

    public void Clear() => Length = 0;

    public void Dispose()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Reserve(int bytes)
    {
        int needed = checked(Length + bytes);
        if (needed <= _buffer.Length) return;
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _buffer.Length * 2));
        Written.CopyTo(larger);
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
