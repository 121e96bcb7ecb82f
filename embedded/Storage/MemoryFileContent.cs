namespace Embedded.Storage;

/// <summary>The bytes of a file in memory, and those of them that were synced. Its owner guards it.</summary>
internal sealed class MemoryFileContent
{
    private byte[] _bytes = [];
    private int _length;
    private int _syncedLength;
    private byte[] _cutSinceSync = [];

    public long Length => _length;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        int length = checked(_length + bytes.Length);
        if (length > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Math.Max(length, 2L * _bytes.Length), Array.MaxLength));
        }

        bytes.CopyTo(_bytes.AsSpan(_length));
        _length = length;
    }

    public void Truncate(int length)
    {
        if (length < _syncedLength)
        {
            // Until the cut is synced a crash may undo it.
            _cutSinceSync = [.. _bytes.AsSpan(length, _syncedLength - length), .. _cutSinceSync];
            _syncedLength = length;
        }

        _length = Math.Min(_length, length);
    }

    public void Sync()
    {
        _syncedLength = _length;
        _cutSinceSync = [];
    }

    /// <summary>Goes back to what was synced; with <paramref name="chance"/>, some of what came after is left, perhaps with zeros behind it.</summary>
    public void Crash(Random? chance)
    {
        if (_cutSinceSync.Length > 0)
        {
            _length = _syncedLength;
            if (chance is null || chance.Next(2) == 0)
            {
                Append(_cutSinceSync);
            }
        }
        else if (chance is not null && _length > _syncedLength)
        {
            int whole = chance.Next(_syncedLength, _length + 1);
            int end = chance.Next(whole, _length + 1);
            _bytes.AsSpan(whole, end - whole).Clear();
            _length = end;
        }
        else
        {
            _length = _syncedLength;
        }

        Sync();
    }
}
