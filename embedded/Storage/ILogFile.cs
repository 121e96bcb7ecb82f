namespace Embedded.Storage;

/// <summary>A file that is appended to. It is used by one thread at a time.</summary>
internal interface ILogFile : IDisposable
{
    /// <summary>In bytes, what was appended but not yet synced included.</summary>
    long Length { get; }

    /// <summary>Writes at the end. After a failure the content past the former end is undefined.</summary>
    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>Cuts the file.</summary>
    void Truncate(long length);

    /// <summary>Returns when everything appended or cut is on the medium (fsync).</summary>
    void Sync();
}
