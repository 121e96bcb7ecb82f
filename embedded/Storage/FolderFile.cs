using Microsoft.Win32.SafeHandles;

namespace Embedded.Storage;

/// <summary>A file of a <see cref="FolderDisk"/>. It keeps no buffer, so an idle log costs a handle and no more.</summary>
internal sealed class FolderFile(SafeFileHandle handle, FolderOwnership? owner) : ILogFile
{
    public long Length { get; private set; } = RandomAccess.GetLength(handle);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(handle, bytes, Length);
        Length += bytes.Length;
    }

    public void Truncate(long length)
    {
        RandomAccess.SetLength(handle, length);
        Length = length;
    }

    public void Sync()
    {
        RandomAccess.FlushToDisk(handle);
        owner?.Require();
    }

    public void Dispose() => handle.Dispose();
}
