namespace Embedded.Storage;

/// <summary>Makes the files that records are appended to.</summary>
internal static class LogSegment
{
    /// <summary>Makes a segment and returns when its header and its name are durable, so that a record in it can count on both.</summary>
    public static ILogFile Create(ILogDisk disk, long firstPosition)
    {
        ILogFile file = disk.Create(LogFileName.Segment(firstPosition));
        try
        {
            Span<byte> header = stackalloc byte[LogFileHeader.Bytes];
            LogFileHeader.Write(header, LogFileHeader.SegmentKind, firstPosition);
            file.Append(header);
            file.Sync();
            disk.SyncDirectory();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
