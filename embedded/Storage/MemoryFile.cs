namespace Embedded.Storage;

/// <summary>A handle on a file of a <see cref="MemoryDisk"/>.</summary>
internal sealed class MemoryFile(Lock sync, MemoryFileContent content) : ILogFile
{
    private bool _disposed;

    public long Length
    {
        get
        {
            lock (sync)
            {
                return content.Length;
            }
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (sync)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            content.Append(bytes);
        }
    }

    public void Truncate(long length)
    {
        lock (sync)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            content.Truncate(checked((int)length));
        }
    }

    public void Sync()
    {
        lock (sync)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            content.Sync();
        }
    }

    public void Dispose()
    {
        lock (sync)
        {
            _disposed = true;
        }
    }
}
